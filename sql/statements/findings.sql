-- What reconciliation holds against the account in the period; findings without a time are about the account itself.
select
  discrepancy_id as id,
  check_name as "check",
  transaction_id as transaction,
  usage_id as usage,
  payment_id as payment,
  expected,
  actual,
  difference,
  cause,
  explanation,
  state,
  severity
from discrepancy
where account_key = :account
  and state in ('open', 'assigned', 'proposed', 'accepted')
  and check_name not in (:aboutStatements)
  and (occurred_at is null or occurred_at >= :from and occurred_at < :to)
order by occurred_at nulls first, discrepancy_id
