-- Is an id of new entries in an older partition? Asked a thousand ids at a time, in the order of the index: less work than asking
-- id by id, and joined as a whole the planner would read old partitions from end to end.
with numbered as (
  select transaction_id, (row_number() over (order by transaction_id) - 1) / 1000 as part
  from staged
  where entry_id >= :first
),
asked as (
  select array_agg(transaction_id order by transaction_id) as transactions
  from numbered
  group by part
)
select exists (
  select 1
  from asked a
  cross join lateral (
    select o.account_key, o.transaction_id
    from ledger_entry o
    where o.transaction_id = any (a.transactions)
      and o.entry_id < :partition
    offset 0
  ) older
  -- another account may have the same id
  join staged n on n.account_key = older.account_key and n.transaction_id = older.transaction_id
  where n.entry_id >= :first)
