-- proves: an entry's event belongs to the entry's account
-- severity: error
-- tolerance: 0.00
-- needs: ledger, events
select
  a.account_id as account,
  v.event_id as event,
  e.transaction_id as transaction,
  e.occurred_at,
  0.00 as expected,
  e.amount_micros * 0.000001 as actual,
  'event_of_other_account' as cause,
  format('Event %s belongs to account %s, not to %s.', v.event_id, o.account_id, a.account_id) as explanation
from doubtful_event e
join account a using (account_key)
join event v on v.event_key = e.event_key and v.known
join account o on o.account_key = v.account_key
where v.account_key <> e.account_key
  and not exists (
    select 1
    from superseded_entry x
    where x.account_key = e.account_key and x.entry_id = e.entry_id)
  -- there the balances show that the entry itself is another account's: one cause, one discrepancy
  and not exists (
    select 1
    from chain_finding f
    where f.run_id = :run
      and f.account_key = e.account_key
      and f.entry_id = e.entry_id
      and f.cause = 'foreign_entry')
