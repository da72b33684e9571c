-- proves: the entries of an event lie between its start and its end; one finding for each event and side
-- severity: warning
-- tolerance: 1 h before and after (reckoner.reconcile.event-grace)
-- needs: ledger, events
-- spans: entries
with outside as (
  select
    e.account_key,
    e.event_key,
    e.transaction_id,
    e.occurred_at,
    e.entry_id,
    e.amount_micros,
    e.occurred_at < v.starts_at as early
  from event v
  join doubtful_event e on e.event_key = v.event_key and e.account_key = v.account_key
  where v.known
    and (e.occurred_at < v.starts_at - cast(:event_grace as interval)
      or e.occurred_at >= v.ends_at + cast(:event_grace as interval))
    and not exists (
      select 1
      from superseded_entry x
      where x.account_key = e.account_key and x.entry_id = e.entry_id)
    -- there the balances show that the instant is wrong: one cause, one discrepancy
    and not exists (
      select 1
      from chain_finding f
      where f.run_id = :run
        and f.account_key = e.account_key
        and f.entry_id = e.entry_id
        and f.kind = 'shifted_entry')
),
of_side as (
  select
    account_key,
    event_key,
    early,
    count(*) as entries,
    sum(amount_micros) as amount_micros,
    min(occurred_at) as first_at,
    max(occurred_at) as last_at,
    (array_agg(transaction_id order by occurred_at, entry_id))[1] as transaction_id
  from outside
  group by account_key, event_key, early
)
select
  a.account_id as account,
  v.event_id as event,
  o.transaction_id as transaction,
  o.first_at as occurred_at,
  0.00 as expected,
  o.amount_micros * 0.000001 as actual,
  case when o.early then 'before_event' else 'after_event' end as cause,
  format('%s of event %s (%s) %s %s, %s credits in all; the first is %s at %s.',
    case when o.entries = 1 then '1 entry' else o.entries || ' entries' end, v.event_id, v.name,
    case when o.early then 'lie before its start' else 'lie after its end' end,
    to_char(case when o.early then v.starts_at else v.ends_at end at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'),
    round(o.amount_micros * 0.000001, 2), o.transaction_id,
    to_char(o.first_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"')) as explanation
from of_side o
join account a using (account_key)
join event v using (event_key)
