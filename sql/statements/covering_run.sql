-- The newest finished reconciliation that looked at the whole of the account.
-- newer_load: when the account last got entries that it has not seen; null if none.
with covering as (
  select run_id, as_of, started_at
  from reconcile_run
  where finished_at is not null
    and not dry_run
    and (whole_ledger
      or scope like 'accounts %'
        and scope !~ ', (event|from|to) '
        and :id = any (string_to_array(substr(scope, length('accounts ') + 1), ', ')))
  order by run_id desc
  limit 1
)
select
  c.run_id as run,
  c.as_of,
  (
    select max(l.finished_at)
    from load l
    where l.feed = 'ledger'
      and l.state = 'loaded'
      and l.finished_at > c.started_at
      and exists (
        select 1
        from ledger_entry e
        where e.account_key = :account
          and e.load_id = l.load_id)
  ) as newer_load
from covering c
