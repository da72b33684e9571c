-- proves: a charge that says the same as one shortly before or after it has a usage record of its own
-- severity: warning
-- tolerance: 60 s apart at most (reckoner.reconcile.repeat-window)
-- needs: ledger, usage
select
  a.account_id as account,
  v.event_id as event,
  e.transaction_id as transaction,
  e.occurred_at,
  0.00 as expected,
  e.amount_micros * 0.000001 as actual,
  'charged_again' as cause,
  format('%s was charged for %s as in %s, %s s apart; no second usage record speaks for two jobs.',
    round(e.amount_micros * 0.000001, 2), s.name, n.repeats,
    abs(extract(epoch from e.occurred_at - o.occurred_at))::bigint) as explanation
from unused_entry n
join scoped_entry e using (account_key, entry_id)
join account a using (account_key)
join service s using (service_key)
left join event v on v.event_key = e.event_key
join ledger_entry o
  on o.account_key = n.account_key
  and o.transaction_id = n.repeats
  and o.version = 1
-- those are for running_balance: the entry belongs to another account
where not exists (
  select 1
  from chain_finding f
  where f.run_id = :run
    and f.account_key = n.account_key
    and f.entry_id = n.entry_id
    and f.cause = 'foreign_entry')
