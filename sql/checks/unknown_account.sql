-- proves: every account that the ledger names is one that the accounts feed names
-- severity: error
-- tolerance: 0.00
-- needs: ledger, accounts
select
  a.account_id as account,
  0.00 as expected,
  f.balance as actual,
  f.occurred_at,
  'unknown_account' as cause,
  format('Account %s is in no accounts feed; its first entry is %s.', a.account_id, f.transaction) as explanation
from account a
join lateral (
  select e.transaction, e.occurred_at, e.balance
  from entry e
  where e.account_key = a.account_key
  order by e.occurred_at, e.entry_id
  limit 1
) f on true
where not a.known
