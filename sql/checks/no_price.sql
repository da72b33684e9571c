-- proves: every successful consume has a price in force; an unknown service has no price, not price 0
-- severity: error
-- tolerance: 0.00
-- needs: ledger, prices
with plan_period as (
  select
    account_key,
    plan,
    effective_from,
    lead(effective_from) over (partition by account_key order by effective_from) as effective_to
  from plan_change
),
-- first what is rare, so that the rest is asked of few
unpriced as materialized (
  select e.*, pp.plan
  from doubtful_price e
  left join plan_period pp
    on pp.account_key = e.account_key
    and e.occurred_at >= pp.effective_from
    and (pp.effective_to is null or e.occurred_at < pp.effective_to)
  where e.type = 2
    and e.status = 1
    and not exists (
      select 1
      from price p
      where p.service_key = e.service_key
        and (p.plan = '' or p.plan = pp.plan)
        and e.occurred_at >= p.effective_from
        and (p.effective_to is null or e.occurred_at < p.effective_to))
)
select
  a.account_id as account,
  v.event_id as event,
  e.transaction_id as transaction,
  e.occurred_at,
  0.00 as expected,
  e.amount_micros * 0.000001 as actual,
  case when known.service_key is null then 'unknown_service' else 'no_price_at_time' end as cause,
  case
    when known.service_key is null then
      format('%s is in no price list, so %s cannot be proven.', s.name, round(e.amount_micros * 0.000001, 2))
    else
      format('%s has no price in force on %s for plan %s, so %s cannot be proven.', s.name,
        to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), coalesce(e.plan, '(none)'),
        round(e.amount_micros * 0.000001, 2))
  end as explanation
from unpriced e
join account a using (account_key)
join service s using (service_key)
left join event v on v.event_key = e.event_key
left join (select distinct service_key from price) known on known.service_key = e.service_key
-- a subscription is no service at all: non_ai_charge reports it
where e.service_key not in (select service_key from non_ai_service)
  and not exists (
    select 1
    from superseded_entry x
    where x.account_key = e.account_key and x.entry_id = e.entry_id)
