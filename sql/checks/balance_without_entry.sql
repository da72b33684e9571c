-- proves: an entry that is still pending has not moved the balance; what moved it without any entry is running_balance's
-- severity: error
-- tolerance: 0.00
-- needs: ledger
select
  a.account_id as account,
  v.event_id as event,
  e.transaction_id as transaction,
  e.occurred_at,
  f.expected_micros * 0.000001 as expected,
  f.actual_micros * 0.000001 as actual,
  'pending_but_moved' as cause,
  format('%s is pending, but the balance went from %s to %s with it.', e.transaction_id,
    round(f.expected_micros * 0.000001, 2), round(f.actual_micros * 0.000001, 2)) as explanation
from chain_finding f
join account a using (account_key)
join ledger_entry e using (account_key, entry_id)
join entry_type t on t.type = e.type
left join event v on v.event_key = e.event_key
where f.run_id = :run
  and f.kind = 'running_balance'
  and e.status = 3
  and f.actual_micros - f.expected_micros = t.sign * e.amount_micros
