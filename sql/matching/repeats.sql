-- Of the charges without usage record, those that say the same as another one shortly before or after: the other has its usage
-- record, or is the earlier of the two.
update unused_entry n
set repeats = twin.transaction_id
from (
  select u.account_key, u.entry_id, min(o.transaction_id) as transaction_id
  from unused_entry u
  join scoped_entry e using (account_key, entry_id)
  join ledger_entry o
    on o.account_key = e.account_key
    and o.occurred_at between e.occurred_at - cast(:repeat_window as interval) and e.occurred_at + cast(:repeat_window as interval)
    and o.entry_id <> e.entry_id
    and o.type = e.type
    and o.status = e.status
    and o.service_key = e.service_key
    and o.event_key is not distinct from e.event_key
    and o.quantity_micros = e.quantity_micros
    and o.amount_micros = e.amount_micros
  left join unused_entry too on too.account_key = o.account_key and too.entry_id = o.entry_id
  where u.failed_usage_id is null
    and (too.entry_id is null or (o.occurred_at, o.entry_id) < (e.occurred_at, e.entry_id))
    and not exists (
      select 1
      from superseded_entry x
      where x.account_key = o.account_key and x.entry_id = o.entry_id)
  group by u.account_key, u.entry_id
) twin
where n.account_key = twin.account_key
  and n.entry_id = twin.entry_id
