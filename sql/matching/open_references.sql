-- Records of loads after :load that name an entry which is not there, so that they are remembered when it comes.
with found as (
  delete from open_reference o
  using feed_match m
  where m.feed = o.feed
    and m.account_key = o.account_key
    and m.transaction_id = o.transaction_id
    and m.record_id = o.record_id
),
naming as (
  select 'usage' as feed, account_key, transaction_id, usage_id as record_id, occurred_at as at
  from usage_record
  where load_id > :load
    and transaction_id is not null
  union all
  select 'payments', account_key, reference, payment_id, paid_at
  from payment
  where load_id > :load
    and reference is not null
)
insert into open_reference (feed, account_key, transaction_id, record_id, at)
select n.feed, n.account_key, n.transaction_id, n.record_id, n.at
from naming n
where not exists (
  select 1
  from feed_match m
  where m.feed = n.feed
    and m.account_key = n.account_key
    and m.transaction_id = n.transaction_id
    and m.record_id = n.record_id)
on conflict do nothing
