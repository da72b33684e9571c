-- proves: an entry that is still pending has not moved the balance; what moved it without any entry is running_balance's
-- severity: error
-- tolerance: 0.00
-- needs: ledger
select
  account,
  event,
  transaction,
  occurred_at,
  expected,
  actual,
  'pending_but_moved' as cause,
  format('%s is pending, but the balance went from %s to %s with it.', transaction, round(expected, 2), round(actual, 2)) as explanation
from chain_discrepancy
where run_id = :run
  and kind = 'running_balance'
  and moved_by_itself
