-- proves: the first entry follows from the opening balance that the account states
-- severity: error
-- tolerance: 0.00
-- needs: ledger, accounts
select account, event, transaction, usage, payment, occurred_at, expected, actual, cause, explanation
from chain_discrepancy
where run_id = :run
  and kind = 'opening_balance'
