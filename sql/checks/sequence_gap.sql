-- proves: where a source counts an account's entries (sequence_counts in feeds.yaml), no number is left out, given twice or goes back
-- severity: error
-- tolerance: 0.00
-- needs: ledger
with counted as (
  select
    e.account_key, e.entry_id, e.transaction_id, e.event_key, e.occurred_at, e.amount_micros, e.sequence,
    lag(e.sequence) over in_time as number_before,
    lag(e.transaction_id) over in_time as transaction_before
  from ledger_entry e
  -- as an array, so that where no source counts nothing is read
  where e.load_id = any (array(select load_id from load where sequence_counts))
    and e.sequence is not null
    and not exists (
      select 1
      from superseded_entry x
      where x.account_key = e.account_key and x.entry_id = e.entry_id)
  window in_time as (partition by e.account_key order by e.occurred_at, e.sequence, e.entry_id)
), turns as (
  -- where a source begins again with 1, what it left out is looked for in each turn
  select c.*, count(*) filter (where sequence = 1 and number_before > 1) over (
    partition by account_key order by occurred_at, sequence, entry_id rows unbounded preceding) as turn
  from counted c
), in_order as (
  select t.*, lag(sequence) over by_number as lower_number, lag(transaction_id) over by_number as lower_transaction
  from turns t
  window by_number as (partition by account_key, turn order by sequence, occurred_at, entry_id)
), odd as (
  select account_key, entry_id, transaction_id, event_key, occurred_at, amount_micros, 'missing_number' as cause,
    format('%s has number %s, and the one below it, %s, has %s: %s left out.', transaction_id, sequence, lower_transaction, lower_number,
      case when sequence = lower_number + 2 then format('number %s is', lower_number + 1)
        else format('numbers %s to %s are', lower_number + 1, sequence - 1) end) as explanation
  from in_order
  where sequence > lower_number + 1
  union all
  select account_key, entry_id, transaction_id, event_key, occurred_at, amount_micros,
    case when sequence = number_before then 'repeated_number' else 'number_goes_back' end,
    case when sequence = number_before then format('%s and %s both have number %s.', transaction_before, transaction_id, sequence)
      else format('%s has number %s, and %s before it has %s already.', transaction_id, sequence, transaction_before, number_before) end
  from in_order
  where sequence <= number_before
)
select
  a.account_id as account,
  v.event_id as event,
  o.transaction_id as transaction,
  o.occurred_at,
  o.amount_micros * 0.000001 as expected,
  o.amount_micros * 0.000001 as actual,
  o.cause,
  o.explanation
from odd o
join account a on a.account_key = o.account_key
left join event v on v.event_key = o.event_key
-- an entry that is missing breaks the chain of balances at the same place, and is told there, with its amount
where not exists (
  select 1
  from chain_discrepancy c
  where c.run_id = :run and c.account = a.account_id and c.transaction = o.transaction_id)
