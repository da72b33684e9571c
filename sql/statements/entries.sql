-- An account's current entries, oldest first: what the chain is made of.
select
  e.entry_id,
  e.account_key,
  e.transaction_id,
  e.occurred_at,
  e.sequence,
  e.event_key,
  e.service_key,
  e.type,
  e.status,
  e.quantity_micros,
  e.amount_micros,
  e.balance_micros,
  e.load_id
from ledger_entry e
where e.account_key = :account
  and not exists (
    select 1
    from superseded_entry x
    where x.account_key = e.account_key
      and x.entry_id = e.entry_id)
order by e.occurred_at, e.sequence nulls last, e.entry_id
