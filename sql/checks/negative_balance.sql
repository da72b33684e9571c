-- proves: no balance is below zero; one finding for each time it goes below
-- severity: warning
-- tolerance: 0.00
-- needs: ledger
select account, event, transaction, usage, payment, occurred_at, expected, actual, cause, explanation
from chain_discrepancy
where run_id = :run
  and kind = 'negative_balance'
