-- proves: an entry's event belongs to the entry's account
-- severity: error
-- tolerance: 0.00
-- needs: ledger, events
select
  e.account,
  e.event,
  e.transaction,
  e.occurred_at,
  0.00 as expected,
  e.amount as actual,
  'event_of_other_account' as cause,
  format('Event %s belongs to account %s, not to %s.', e.event, o.account_id, e.account) as explanation
from entry e
join event v on v.event_key = e.event_key and v.known
join account o on o.account_key = v.account_key
where v.account_key <> e.account_key
  -- there the balances show that the entry itself is another account's: one cause, one discrepancy
  and not exists (
    select 1
    from chain_finding f
    where f.run_id = :run
      and f.account_key = e.account_key
      and f.entry_id = e.entry_id
      and f.cause = 'foreign_entry')
