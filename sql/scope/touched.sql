-- Accounts with something new since the marks :entry and :load and in the walk of :run, from the earliest row that it may say something new about.
insert into touched (account_key, from_at)
with new_entry as materialized (
  select account_key, entry_id, transaction_id, occurred_at, version
  from ledger_entry
  where entry_id > :entry
),
new_usage as materialized (
  select account_key, usage_id, transaction_id, occurred_at
  from usage_record
  where load_id > :load
),
new_payment as materialized (
  select account_key, payment_id, reference, paid_at
  from payment
  where load_id > :load
),
finding as materialized (
  select account_key, entry_id, kind, expected_micros, actual_micros, cause, usage_id, payment_id
  from chain_finding
  where run_id = :run
),
changed_finding as materialized (
  (select * from finding except select * from seen_finding)
  union all
  (select * from seen_finding except select * from finding)
),
-- what a record names, or is named by, wherever in time that lies
concerned as (
  select account_key, occurred_at as at
  from new_entry
  union all
  select x.account_key, o.occurred_at
  from superseded_entry x
  join ledger_entry o using (account_key, entry_id)
  where x.by_entry_id > :entry
  union all
  select account_key, occurred_at
  from new_usage
  union all
  select u.account_key, e.occurred_at
  from new_usage u
  join ledger_entry e using (account_key, transaction_id)
  union all
  select u.account_key, e.occurred_at
  from new_usage u
  join ledger_entry e on e.account_key = u.account_key and e.transaction_id = u.usage_id
  union all
  select account_key, paid_at
  from new_payment
  union all
  select p.account_key, e.occurred_at
  from new_payment p
  join ledger_entry e on e.account_key = p.account_key and e.transaction_id = p.reference
  union all
  select p.account_key, e.occurred_at
  from new_payment p
  join ledger_entry e on e.account_key = p.account_key and e.transaction_id = p.payment_id
  union all
  select o.account_key, o.at
  from new_entry e
  join open_reference o using (account_key, transaction_id)
  union all
  select u.account_key, u.occurred_at
  from new_entry e
  join usage_record u on u.account_key = e.account_key and u.usage_id = e.transaction_id
  union all
  select p.account_key, p.paid_at
  from new_entry e
  join payment p on p.account_key = e.account_key and p.payment_id = e.transaction_id
  -- another version of an entry says something else about its records
  union all
  select u.account_key, u.occurred_at
  from new_entry e
  join feed_match m on m.feed = 'usage' and m.account_key = e.account_key and m.transaction_id = e.transaction_id
  join usage_record u on u.account_key = m.account_key and u.usage_id = m.record_id
  where e.version > 1
  union all
  select p.account_key, p.paid_at
  from new_entry e
  join feed_match m on m.feed = 'payments' and m.account_key = e.account_key and m.transaction_id = e.transaction_id
  join payment p on p.account_key = m.account_key and p.payment_id = m.record_id
  where e.version > 1
  union all
  -- of which the chain says something else: the entry, and the record that explains it or no longer does
  select f.account_key, least(e.occurred_at, u.occurred_at, p.paid_at)
  from changed_finding f
  join ledger_entry e using (account_key, entry_id)
  left join usage_record u on u.account_key = f.account_key and u.usage_id = f.usage_id
  left join payment p on p.account_key = f.account_key and p.payment_id = f.payment_id
)
select account_key, min(at)
from concerned
group by account_key
