-- proves: an entry bills the service and the quantity that its usage records tell of
-- severity: error
-- tolerance: 0.00
-- needs: ledger, usage
with suspect as (
  select m.account_key, m.transaction_id
  from feed_match m
  join usage_record u on u.account_key = m.account_key and u.usage_id = m.record_id
  join scoped_entry e on e.account_key = m.account_key and e.transaction_id = m.transaction_id
  where m.feed = 'usage'
    and (u.quantity_micros <> e.quantity_micros or u.service_key <> e.service_key)
  union
  select m.account_key, m.transaction_id
  from feed_match m
  join scoped_entry e using (account_key, transaction_id)
  where m.feed = 'usage'
  group by m.account_key, m.transaction_id
  having count(distinct m.record_id) > 1
),
used as (
  select
    m.account_key,
    m.transaction_id,
    min(u.usage_id) as usage_id,
    count(*) as records,
    min(u.service_key) as service_key,
    sum(u.quantity_micros)::bigint as quantity_micros
  from suspect s
  join feed_match m using (account_key, transaction_id)
  join usage_record u on u.account_key = m.account_key and u.usage_id = m.record_id
  where m.feed = 'usage'
    -- the other rules ask for equal quantities themselves
    and m.rule in ('reference', 'own_id')
    and u.status = 1
  group by m.account_key, m.transaction_id
),
differing as (
  select
    e.*,
    u.usage_id,
    u.records,
    u.quantity_micros as used_micros,
    u.service_key as used_service,
    case
      when u.service_key <> e.service_key then amount_due(e.account_key, u.service_key, e.occurred_at, u.quantity_micros)
      when e.quantity_micros <> 0 then round(e.amount_micros::numeric * u.quantity_micros / e.quantity_micros / 10000) * 10000
    end as due_micros
  from used u
  join scoped_entry e using (account_key, transaction_id)
  where e.type = 2
    and e.status = 1
    and (u.quantity_micros <> e.quantity_micros or u.service_key <> e.service_key)
    and not exists (
      select 1
      from superseded_entry x
      where x.account_key = e.account_key and x.entry_id = e.entry_id)
)
select
  a.account_id as account,
  v.event_id as event,
  d.transaction_id as transaction,
  d.usage_id as usage,
  d.occurred_at,
  coalesce(d.due_micros, 0) * 0.000001 as expected,
  d.amount_micros * 0.000001 as actual,
  case when d.used_service <> d.service_key then 'other_service' else 'other_quantity' end as cause,
  format('Entry %s bills %s of %s with %s; usage record %s%s says %s of %s%s.',
    d.transaction_id,
    trim_scale(d.quantity_micros * 0.000001), billed.name, round(d.amount_micros * 0.000001, 2),
    d.usage_id,
    case when d.records > 1 then format(' and %s more', d.records - 1) else '' end,
    trim_scale(d.used_micros * 0.000001), used.name,
    case when d.due_micros is null then ', for which no price is known' else format(', which is %s', round(d.due_micros * 0.000001, 2)) end)
    as explanation
from differing d
join account a using (account_key)
join service billed on billed.service_key = d.service_key
join service used on used.service_key = d.used_service
left join event v on v.event_key = d.event_key
-- what it costs is right and only the service is not: unit_price says so, one cause, one discrepancy
where d.used_service = d.service_key
  or d.due_micros is distinct from d.amount_micros
  or amount_due(d.account_key, d.service_key, d.occurred_at, d.quantity_micros) is not distinct from d.amount_micros
