-- proves: an entry that failed did not move the balance
-- severity: error
-- tolerance: 0.00
-- needs: ledger
select account, event, transaction, usage, payment, occurred_at, expected, actual, cause, explanation
from chain_discrepancy
where run_id = :run
  and kind = 'failed_but_charged'
