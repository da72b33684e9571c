-- What is left of both sides after the references. What the chain walk has explained stays out: the record of a missing entry
-- has no entry, and a duplicate has no record.
insert into open_item (feed, side, account_key, id, at, kind, event_key, figure, far)
with explained_entry as (
  select f.account_key, e.transaction_id
  from chain_finding f
  join ledger_entry e using (account_key, occurred_at, entry_id)
  where f.run_id = :run
    and f.kind = 'duplicate_transaction'
),
explained_record as (
  select 'usage' as feed, account_key, usage_id as record_id
  from chain_finding
  where run_id = :run
    and usage_id is not null
  union
  select 'payments', account_key, payment_id
  from chain_finding
  where run_id = :run
    and payment_id is not null
),
current_entry as (
  select e.account_key, e.transaction_id, e.occurred_at, e.service_key, e.event_key, e.type, e.quantity_micros, e.amount_micros
  from scoped_entry e
  where e.type in (1, 2)
    and e.status = 1
    and not exists (
      select 1
      from superseded_entry x
      where x.account_key = e.account_key and x.entry_id = e.entry_id)
    and not exists (
      select 1
      from feed_match m
      where m.account_key = e.account_key and m.transaction_id = e.transaction_id)
    and not exists (
      select 1
      from explained_entry x
      where x.account_key = e.account_key and x.transaction_id = e.transaction_id)
),
item as (
  select 'usage' as feed, 'entry' as side, account_key, transaction_id as id, occurred_at as at,
    service_key::integer as kind, coalesce(event_key, 0) as event_key, quantity_micros as figure
  from current_entry
  where type = 2
    and exists (select 1 from usage_record)
  union all
  select 'payments', 'entry', account_key, transaction_id, occurred_at, 0, 0, amount_micros
  from current_entry
  where type = 1
    and exists (select 1 from payment)
  union all
  select 'usage', 'record', account_key, usage_id, occurred_at, service_key, coalesce(event_key, 0), quantity_micros
  from scoped_usage
  where status = 1
  union all
  select 'payments', 'record', r.account_key, r.payment_id, r.paid_at, 0, 0, r.credits_micros
  from received_payment r
  join scoped_payment using (account_key, payment_id)
)
select i.feed, i.side, i.account_key, i.id, i.at, i.kind, i.event_key, i.figure,
  case when i.feed = 'usage' then cast(:usage_window as interval) else cast(:payment_window as interval) end
from item i
where i.side = 'entry'
  or not exists (
      select 1
      from feed_match m
      where m.feed = i.feed and m.account_key = i.account_key and m.record_id = i.id)
    and not exists (
      select 1
      from explained_record x
      where x.feed = i.feed and x.account_key = i.account_key and x.record_id = i.id)
