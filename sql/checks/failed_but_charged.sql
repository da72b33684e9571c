-- proves: an entry that failed did not move the balance
-- severity: error
-- tolerance: 0.00
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
left join event v on v.event_key = e.event_key
where f.run_id = :run
  and f.kind = 'failed_but_charged'
