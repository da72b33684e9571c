-- Accounts with a finding of the chain that records since the marks :entry and :load may explain otherwise.
with new_record as (
  select account_key, occurred_at as at, transaction_id as names
  from usage_record
  where load_id > :load
  union all
  select account_key, paid_at, reference
  from payment
  where load_id > :load
)
select f.account_key
from verified_finding f
join new_record r using (account_key)
where r.at <= f.occurred_at + cast(:look_around as interval)
union
select f.account_key
from verified_finding f
join ledger_entry e using (account_key, occurred_at, entry_id)
join new_record r on r.account_key = e.account_key and r.names = e.transaction_id
union
-- the entry came for want of which a record explained the gap
select f.account_key
from verified_finding f
join usage_record u on u.account_key = f.account_key and u.usage_id = f.usage_id
join ledger_entry e on e.account_key = u.account_key and e.transaction_id = u.transaction_id
where e.entry_id > :entry
union
select f.account_key
from verified_finding f
join payment p on p.account_key = f.account_key and p.payment_id = f.payment_id
join ledger_entry e on e.account_key = p.account_key and e.transaction_id = p.reference
where e.entry_id > :entry
