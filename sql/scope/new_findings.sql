-- What the walk of these accounts found otherwise than before: the entries, and the records that explain them or no longer do.
insert into reconcile_touched (account_key, from_at)
with known as (
  select account_key, entry_id, occurred_at, kind, expected_micros, actual_micros, cause, usage_id, payment_id
  from verified_finding
  where account_key = any(:accounts)
),
found as (
  select account_key, entry_id, occurred_at, kind, expected_micros, actual_micros, cause, usage_id, payment_id
  from chain_finding
  where run_id = :run
    and account_key = any(:accounts)
),
changed as (
  (select * from known except select * from found)
  union all
  (select * from found except select * from known)
)
select c.account_key, min(least(c.occurred_at, u.occurred_at, p.paid_at))
from changed c
left join usage_record u on u.account_key = c.account_key and u.usage_id = c.usage_id
left join payment p on p.account_key = c.account_key and p.payment_id = c.payment_id
group by c.account_key
