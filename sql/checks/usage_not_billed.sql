-- proves: every successful usage record is billed by an entry, in the months that the ledger covers
-- severity: error
-- tolerance: 0.00
-- needs: ledger, usage
with unmatched as materialized (
  select u.*
  from scoped_usage u
  where u.status = 1
    and not exists (
      select 1
      from feed_match m
      where m.feed = 'usage' and m.account_key = u.account_key and m.record_id = u.usage_id)
    -- there the chain shows the gap that the missing entry left: one cause, one discrepancy
    and not exists (
      select 1
      from chain_finding f
      where f.run_id = :run and f.account_key = u.account_key and f.usage_id = u.usage_id)
),
unbilled as (
  select u.*, amount_due(u.account_key, u.service_key, u.occurred_at, u.quantity_micros) as due_micros
  from unmatched u
  join feed_month c
    on c.feed = 'ledger'
    and c.month = date_trunc('month', u.occurred_at, 'UTC')
)
select
  a.account_id as account,
  v.event_id as event,
  u.usage_id as usage,
  u.occurred_at,
  coalesce(u.due_micros, 0) * 0.000001 as expected,
  0.00 as actual,
  'not_billed' as cause,
  format('%s of %s was used at %s (usage record %s) and no entry bills it%s; %s.',
    trim_scale(u.quantity_micros * 0.000001), s.name, to_char(u.occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), u.usage_id,
    case when u.transaction_id is null then '' else format(': it names %s, which is not in the ledger', u.transaction_id) end,
    case when u.due_micros is null then 'no price is known for it' else format('%s were due', round(u.due_micros * 0.000001, 2)) end)
    as explanation
from unbilled u
join account a using (account_key)
join service s using (service_key)
left join event v on v.event_key = u.event_key
where u.due_micros is distinct from 0
