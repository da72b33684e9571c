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
    coalesce(own.plan, common.plan) as price_plan
  from scoped_entry e
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
    -- there the balance shows that the printed amount was altered: one cause, one discrepancy
    and not exists (
      select 1
      from chain_finding f
      where f.run_id = :run
        and f.account_key = p.account_key
        and f.entry_id = p.entry_id
        and f.cause = 'changed_amount')
)
select
  a.account_id as account,
  v.event_id as event,
  w.transaction_id as transaction,
  w.occurred_at,
  w.expected_micros * 0.000001 as expected,
  w.amount_micros * 0.000001 as actual,
  case
    when before.unit_price_micros is not null then 'old_price'
    when other.plan is not null then 'other_plan_price'
    else 'wrong_price'
  end as cause,
  format('%s cost %s; the price for %s since %s is %s each, so %s were due.%s',
    s.name,
    round(w.amount_micros * 0.000001, 2),
    case when w.price_plan = '' then 'every plan' else 'plan ' || w.price_plan end,
    to_char(w.price_since at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'),
    trim_scale(w.unit_price_micros * 0.000001),
    round(w.expected_micros * 0.000001, 2),
    case
      when before.unit_price_micros is not null then
        format(' The price before that change, %s, was charged.', trim_scale(before.unit_price_micros * 0.000001))
      when other.plan is not null then
        format(' The price of plan %s, %s, was charged.', other.plan, trim_scale(other.unit_price_micros * 0.000001))
      else ''
    end) as explanation
from wrong w
join account a using (account_key)
join service s using (service_key)
left join event v on v.event_key = w.event_key
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
  select t.plan, t.unit_price_micros
  from tariff t
  where t.service_key = w.service_key
    and t.plan not in ('', w.price_plan)
    and w.occurred_at >= t.effective_from
    and (t.effective_to is null or w.occurred_at < t.effective_to)
    and round(t.unit_price_micros::numeric * w.quantity_micros / 10000000000) * 10000 = w.amount_micros
  order by t.plan
  limit 1
) other on true
