-- proves: every balance follows from the one before by the entry's own effect, in chain order
-- severity: error
-- tolerance: the source's own rounding (feeds.yaml), or --tolerance
-- needs: ledger
select account, event, transaction, usage, payment, occurred_at, expected, actual, cause, explanation
from chain_discrepancy
where run_id = :run
  and kind = 'running_balance'
  -- that is for balance_without_entry
  and not moved_by_itself
