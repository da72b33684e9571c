-- One finding at the first of the shifted entries takes the place of all breaks that they made; each of them is marked, so
-- that no check blames it for an instant that is not its own.
with explained as (
  delete from chain_finding
  where run_id = :run
    and account_key = :account
    and entry_id = any(:within)
    and kind in ('running_balance', 'opening_balance', 'failed_but_charged', 'duplicate_transaction')
)
insert into chain_finding (run_id, account_key, entry_id, kind, expected_micros, actual_micros, cause, explanation)
select :run, :account, :first, 'running_balance', :balance, :balance, 'shifted_time', :explanation
union all
select :run, :account, entry_id, 'shifted_entry', :balance, :balance, 'shifted_time', :explanation
from unnest(cast(:entries as bigint[])) as shifted (entry_id)
