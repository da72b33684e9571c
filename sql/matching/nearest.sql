-- One round: pairs in which each is the other's nearest. All distances stand in one order, so every round has at least one.
with ranked as (
  select
    feed,
    account_key,
    record_id,
    transaction_id,
    row_number() over (partition by feed, account_key, record_id order by apart, record_id, transaction_id) as for_record,
    row_number() over (partition by feed, account_key, transaction_id order by apart, record_id, transaction_id) as for_entry
  from possible_pair
)
insert into feed_match (feed, account_key, record_id, transaction_id, rule)
select feed, account_key, record_id, transaction_id, 'amount_and_time'
from ranked
where for_record = 1
  and for_entry = 1
