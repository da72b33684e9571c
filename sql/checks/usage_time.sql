-- proves: an entry happened when its usage record says; one finding for each run of entries that are off by the same time
-- severity: warning
-- tolerance: 10 min apart (reckoner.reconcile.usage-window)
-- needs: ledger, usage
-- spans: entries
with apart as (
  select
    e.account_key,
    e.entry_id,
    e.transaction_id,
    e.event_key,
    e.occurred_at,
    e.amount_micros,
    u.usage_id,
    u.occurred_at as used_at,
    extract(epoch from e.occurred_at - u.occurred_at)::bigint as off_seconds
  from feed_match m
  join usage_record u on u.account_key = m.account_key and u.usage_id = m.record_id
  join scoped_entry e on e.account_key = m.account_key and e.transaction_id = m.transaction_id
  where m.feed = 'usage'
    -- the other rules ask for near instants themselves
    and m.rule in ('reference', 'own_id')
    and e.type = 2
    and e.occurred_at not between u.occurred_at - cast(:usage_window as interval) and u.occurred_at + cast(:usage_window as interval)
    and not exists (
      select 1
      from superseded_entry x
      where x.account_key = e.account_key and x.entry_id = e.entry_id)
    -- there the balances show it
    and not exists (
      select 1
      from chain_finding f
      where f.run_id = :run
        and f.account_key = e.account_key
        and f.entry_id = e.entry_id
        and (f.kind in ('shifted_entry', 'duplicate_transaction') or f.cause = 'foreign_entry'))
),
-- to the minute, because jobs end some seconds after they began
rounded as (
  select a.*, round(off_seconds / 60.0)::bigint as off_minutes
  from apart a
),
neighbours as (
  select
    r.*,
    lag(r.used_at) over (partition by r.account_key, r.event_key, r.off_minutes order by r.used_at, r.entry_id) as last_at
  from rounded r
),
in_runs as (
  select
    n.*,
    count(*) filter (where n.last_at is null or exists (
      select 1
      from usage_record u
      join ledger_entry e on e.account_key = u.account_key and e.transaction_id = u.transaction_id and e.occurred_at = u.occurred_at
      where u.account_key = n.account_key
        and u.occurred_at > n.last_at
        and u.occurred_at < n.used_at)) over (
      partition by n.account_key, n.event_key, n.off_minutes order by n.used_at, n.entry_id) as run
  from neighbours n
),
run as (
  select
    account_key,
    event_key,
    off_minutes,
    count(*) as entries,
    sum(amount_micros) as amount_micros,
    (array_agg(transaction_id order by used_at, entry_id))[1] as transaction_id,
    (array_agg(usage_id order by used_at, entry_id))[1] as usage_id,
    (array_agg(occurred_at order by used_at, entry_id))[1] as occurred_at,
    (array_agg(used_at order by used_at, entry_id))[1] as used_at,
    (array_agg(transaction_id order by used_at desc, entry_id desc))[1] as last_id
  from in_runs
  group by account_key, event_key, off_minutes, run
)
select
  a.account_id as account,
  v.event_id as event,
  r.transaction_id as transaction,
  r.usage_id as usage,
  r.occurred_at,
  r.amount_micros * 0.000001 as expected,
  r.amount_micros * 0.000001 as actual,
  case when r.off_minutes % 15 = 0 then 'shifted_time' else 'other_time' end as cause,
  format('%s: %s in the ledger, %s in usage record %s, so %s h %s min too %s%s. No money is missing.',
    case
      when r.entries = 1 then r.transaction_id
      else format('%s entries, from %s to %s, have the wrong time; the first', r.entries, r.transaction_id, r.last_id)
    end,
    to_char(r.occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'),
    to_char(r.used_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), r.usage_id,
    abs(r.off_minutes) / 60, lpad((abs(r.off_minutes) % 60)::text, 2, '0'),
    case when r.off_minutes > 0 then 'late' else 'early' end,
    case when r.off_minutes % 15 = 0 then ', as by a mistaken time zone' else '' end) as explanation
from run r
join account a using (account_key)
left join event v on v.event_key = r.event_key
