-- proves: every balance follows from the one before by the entry's own effect, in chain order
-- severity: error
-- tolerance: the source's own rounding (feeds.yaml), or --tolerance
-- needs: ledger
select
  a.account_id as account,
  v.event_id as event,
  e.transaction_id as transaction,
  f.usage_id as usage,
  f.payment_id as payment,
  e.occurred_at,
  f.expected_micros * 0.000001 as expected,
  f.actual_micros * 0.000001 as actual,
  f.cause,
  f.explanation
from chain_finding f
join account a using (account_key)
join ledger_entry e using (account_key, entry_id)
join entry_type t on t.type = e.type
left join event v on v.event_key = e.event_key
where f.run_id = :run
  and f.kind = 'running_balance'
  -- that is a pending entry's own movement: balance_without_entry reports it
  and not (e.status = 3 and f.actual_micros - f.expected_micros = t.sign * e.amount_micros)
