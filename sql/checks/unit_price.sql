-- proves: every successful consume costs the price in force, for the account's plan at that instant, times its quantity
-- severity: error
-- tolerance: 0.00
-- needs: ledger, prices
-- spans: entries
with plan_period as (
  select
    account_key,
    plan,
    effective_from,
    lead(effective_from) over (partition by account_key order by effective_from) as effective_to
  from plan_change
),
tariff as (
  select
    service_key,
    plan,
    unit_price_micros,
    effective_from,
    least(effective_to, lead(effective_from) over (partition by service_key, plan order by effective_from)) as effective_to
  from price
),
priced as (
  select
    e.account_key,
    e.entry_id,
    e.occurred_at,
    e.service_key,
    e.event_key,
    e.transaction_id,
    e.amount_micros,
    e.quantity_micros,
    pp.plan,
    coalesce(own.unit_price_micros, common.unit_price_micros) as unit_price_micros,
    coalesce(own.effective_from, common.effective_from) as price_since,
    case when own.effective_from is null then common.effective_to else own.effective_to end as price_until,
    coalesce(own.plan, common.plan) as price_plan
  from doubtful_price e
  left join plan_period pp
    on pp.account_key = e.account_key
    and e.occurred_at >= pp.effective_from
    and (pp.effective_to is null or e.occurred_at < pp.effective_to)
  left join tariff own
    on own.service_key = e.service_key
    and own.plan = pp.plan
    and own.plan <> ''
    and e.occurred_at >= own.effective_from
    and (own.effective_to is null or e.occurred_at < own.effective_to)
  left join tariff common
    on common.service_key = e.service_key
    and common.plan = ''
    and e.occurred_at >= common.effective_from
    and (common.effective_to is null or e.occurred_at < common.effective_to)
  where e.type = 2
    and e.status = 1
),
-- first what is rare, so that the rest is asked of few
mispriced as materialized (
  select
    p.*,
    -- half up to the cent, as Money.charge does
    round(p.unit_price_micros::numeric * p.quantity_micros / 10000000000) * 10000 as expected_micros
  from priced p
  where p.unit_price_micros is not null
    and p.amount_micros <> round(p.unit_price_micros::numeric * p.quantity_micros / 10000000000) * 10000
),
wrong as (
  select *
  from mispriced p
  where not exists (
      select 1
      from superseded_entry x
      where x.account_key = p.account_key and x.entry_id = p.entry_id)
    -- there the balances show that the printed amount or instant was altered, or that the entry is another account's: one cause, one discrepancy
    and not exists (
      select 1
      from chain_finding f
      where f.run_id = :run
        and f.account_key = p.account_key
        and f.entry_id = p.entry_id
        and (f.cause in ('changed_amount', 'foreign_entry') or f.kind = 'shifted_entry'))
),
named as (
  select
    w.*,
    case
      when before.unit_price_micros is not null then 'old_price'
      when early.unit_price_micros is not null then 'new_price_early'
      when plan.plan is not null then 'other_plan_price'
      when abs(w.amount_micros - w.expected_micros) <= 10000 then 'rounding'
      when engine.name is not null then 'other_service_price'
      else 'wrong_price'
    end as cause,
    before.unit_price_micros as before_micros,
    early.unit_price_micros as early_micros,
    plan.plan as other_plan,
    plan.unit_price_micros as other_plan_micros,
    engine.name as other_service
  from wrong w
  left join lateral (
    select t.unit_price_micros
    from tariff t
    where t.service_key = w.service_key
      and t.plan = w.price_plan
      and t.effective_to = w.price_since
      and w.occurred_at < w.price_since + interval '24 hours'
      and round(t.unit_price_micros::numeric * w.quantity_micros / 10000000000) * 10000 = w.amount_micros
  ) before on true
  left join lateral (
    select t.unit_price_micros
    from tariff t
    where t.service_key = w.service_key
      and t.plan = w.price_plan
      and t.effective_from = w.price_until
      and w.occurred_at >= w.price_until - interval '24 hours'
      and round(t.unit_price_micros::numeric * w.quantity_micros / 10000000000) * 10000 = w.amount_micros
  ) early on true
  left join lateral (
    select t.plan, t.unit_price_micros
    from tariff t
    where t.service_key = w.service_key
      and t.plan not in ('', w.price_plan)
      and w.occurred_at >= t.effective_from
      and (t.effective_to is null or w.occurred_at < t.effective_to)
      and round(t.unit_price_micros::numeric * w.quantity_micros / 10000000000) * 10000 = w.amount_micros
    order by t.plan
    limit 1
  ) plan on true
  left join lateral (
    select s.name
    from tariff t
    join service s using (service_key)
    where t.service_key <> w.service_key
      and t.plan in ('', w.plan)
      and w.occurred_at >= t.effective_from
      and (t.effective_to is null or w.occurred_at < t.effective_to)
      and round(t.unit_price_micros::numeric * w.quantity_micros / 10000000000) * 10000 = w.amount_micros
    order by s.name
    limit 1
  ) engine on true
),
neighbours as (
  select
    n.*,
    lag(n.occurred_at) over in_time as last_at,
    lag(n.entry_id) over in_time as last_entry
  from named n
  window in_time as (
    partition by n.account_key, n.service_key, n.event_key, n.price_since, n.price_plan, n.cause,
      case when n.cause in ('wrong_price', 'other_service_price') then n.amount_micros::numeric / nullif(n.quantity_micros, 0) end
    order by n.occurred_at, n.entry_id)
),
-- charges that are wrong in the same way, with no right one of the service between them: one cause, one discrepancy
in_runs as (
  select
    n.*,
    count(*) filter (where n.last_at is null or exists (
      select 1
      from ledger_entry r
      where r.account_key = n.account_key
        and r.occurred_at between n.last_at and n.occurred_at
        and (r.occurred_at, r.entry_id) > (n.last_at, n.last_entry)
        and (r.occurred_at, r.entry_id) < (n.occurred_at, n.entry_id)
        and r.service_key = n.service_key
        and r.event_key is not distinct from n.event_key
        and r.type = 2
        and r.status = 1)) over (
      partition by n.account_key, n.service_key, n.event_key, n.price_since, n.price_plan, n.cause,
        case when n.cause in ('wrong_price', 'other_service_price') then n.amount_micros::numeric / nullif(n.quantity_micros, 0) end
      order by n.occurred_at, n.entry_id) as run
  from neighbours n
),
run as (
  select
    account_key,
    service_key,
    event_key,
    price_since,
    price_until,
    price_plan,
    cause,
    unit_price_micros,
    count(*) as entries,
    sum(expected_micros) as expected_micros,
    sum(amount_micros) as amount_micros,
    min(occurred_at) as first_at,
    max(occurred_at) as last_at,
    (array_agg(transaction_id order by occurred_at, entry_id))[1] as first_id,
    (array_agg(transaction_id order by occurred_at desc, entry_id desc))[1] as last_id,
    (array_agg(amount_micros::numeric / nullif(quantity_micros, 0) order by occurred_at, entry_id))[1] as each,
    max(before_micros) as before_micros,
    max(early_micros) as early_micros,
    min(other_plan) as other_plan,
    max(other_plan_micros) as other_plan_micros,
    min(other_service) as other_service
  from in_runs
  group by account_key, service_key, event_key, price_since, price_until, price_plan, cause, unit_price_micros, run,
    case when cause in ('wrong_price', 'other_service_price') then amount_micros::numeric / nullif(quantity_micros, 0) end
),
-- between the instant on the price list and the one that was meant, if somebody mistook the account's local time for UTC
-- or UTC for local time
mistaken as (
  select
    r.*,
    a.account_id,
    a.time_zone,
    changed.at as changed_at,
    abs(extract(epoch from (changed.at at time zone a.time_zone) - (changed.at at time zone 'UTC')))::bigint as offset_seconds
  from run r
  join account a using (account_key)
  cross join lateral (
    select case r.cause when 'old_price' then r.price_since when 'new_price_early' then r.price_until end as at
  ) changed
),
judged as (
  select
    m.*,
    case
      when m.entries < 2 then m.cause
      when m.cause in ('old_price', 'new_price_early')
        and m.first_at >= m.changed_at - case when m.cause = 'old_price' then interval '0' else m.offset_seconds * interval '1 second' end
        and m.last_at < m.changed_at + case when m.cause = 'old_price' then m.offset_seconds * interval '1 second' else interval '0' end
        and not right_between.there
        then 'price_time_zone'
      when m.cause in ('wrong_price', 'other_service_price') and m.entries >= 3 and not right_between.there then 'price_list_differs'
      else m.cause
    end as likely_cause
  from mistaken m
  cross join lateral (
    select exists (
      select 1
      from ledger_entry r
      where r.account_key = m.account_key
        and r.occurred_at >= case
          when m.cause = 'new_price_early' then m.changed_at - m.offset_seconds * interval '1 second'
          else m.price_since end
        and r.occurred_at < case
          when m.cause = 'old_price' then m.changed_at + m.offset_seconds * interval '1 second'
          else coalesce(m.price_until, 'infinity') end
        and (r.occurred_at < m.first_at or r.occurred_at > m.last_at)
        and r.service_key = m.service_key
        and r.type = 2
        and r.status = 1) as there
  ) right_between
)
select
  j.account_id as account,
  v.event_id as event,
  j.first_id as transaction,
  j.first_at as occurred_at,
  j.expected_micros * 0.000001 as expected,
  j.amount_micros * 0.000001 as actual,
  j.likely_cause as cause,
  format('%s cost %s; the price for %s since %s is %s each, so %s were due.%s',
    case
      when j.entries = 1 then s.name
      else format('%s charges of %s, from %s to %s at %s,', j.entries, s.name, j.first_id, j.last_id,
        to_char(j.last_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'))
    end,
    round(j.amount_micros * 0.000001, 2),
    case when j.price_plan = '' then 'every plan' else 'plan ' || j.price_plan end,
    to_char(j.price_since at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'),
    trim_scale(j.unit_price_micros * 0.000001),
    round(j.expected_micros * 0.000001, 2),
    case j.likely_cause
      when 'old_price' then format(' The price before that change, %s, was charged.', trim_scale(j.before_micros * 0.000001))
      when 'new_price_early' then format(' The price that came into force at %s, %s, was charged already.',
        to_char(j.price_until at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), trim_scale(j.early_micros * 0.000001))
      when 'price_time_zone' then format(
        ' The price changed %s min %s than the price list says, if its time was written in %s instead of UTC or the other way round.',
        j.offset_seconds / 60, case when j.cause = 'old_price' then 'later' else 'earlier' end, j.time_zone)
      when 'other_plan_price' then
        format(' The price of plan %s, %s, was charged.', j.other_plan, trim_scale(j.other_plan_micros * 0.000001))
      when 'rounding' then ' It is a cent off: another way of rounding.'
      when 'other_service_price' then format(' %s is what %s costs.', round(j.amount_micros * 0.000001, 2), j.other_service)
      when 'price_list_differs' then
        format(' No charge since then follows the price list; all cost %s each. One of the two was changed.', trim_scale(round(j.each, 6)))
      else ''
    end) as explanation
from judged j
join service s using (service_key)
left join event v on v.event_key = j.event_key
