-- One finding at the first of the shifted entries takes the place of all breaks that they made; each of them is marked, so
-- that no check blames it for an instant that is not its own.
with explained as (
  delete from chain_finding
  where run_id = :run
    and account_key = :account
    and entry_id = any(:within)
    and kind in ('running_balance', 'opening_balance', 'failed_but_charged', 'duplicate_transaction')
)
insert into chain_finding (run_id, account_key, entry_id, occurred_at, kind, expected_micros, actual_micros, cause, explanation)
select :run, :account, e.entry_id, e.occurred_at, k.kind, :balance, :balance, 'shifted_time', :explanation
from ledger_entry e
cross join (values ('running_balance'), ('shifted_entry')) k (kind)
where e.account_key = :account
  and e.entry_id = any(:entries)
  and (k.kind = 'shifted_entry' or e.entry_id = :first)
