-- One row a charge of a month in each account's own zone: what succeeded, in its current version. Account by account, oldest first.
with wanted_account as materialized (
  select
    account_key, account_id, name, currency, time_zone,
    timeline_start('day', cast(:first as date)::timestamp at time zone time_zone, time_zone) as starts_at,
    timeline_start('day', cast(:next as date)::timestamp at time zone time_zone, time_zone)  as ends_at
  from account
  where cardinality(cast(:accounts as text[])) = 0 or account_id = any(cast(:accounts as text[]))
)
select
  a.account_id,
  a.name as account_name,
  a.currency,
  a.starts_at,
  a.ends_at,
  v.event_id,
  v.name as event_name,
  s.name as service,
  s.feature,
  s.engine,
  e.transaction_id,
  e.occurred_at,
  e.version,
  t.name as type,
  case
    when t.name = 'Consume' then 'use'
    when t.name = 'Refund' or t.name = 'Add' and s.name ~* 'refund' then 'refund'
    when t.name = 'Coupon' or t.name = 'Add' and s.name ~* 'coupon' then 'coupon'
    when t.name = 'Add' and (e.event_key is not null or s.feature <> s.name) then 'refund'
    when t.name = 'Add' then 'purchase'
    when t.name = 'Expiry' then 'expiry'
    else 'adjustment'
  end as kind,
  t.sign * e.amount_micros as effect_micros,     -- micro-credits, what it did to the balance
  e.quantity_micros,                             -- micro-units
  e.balance_micros,                              -- micro-credits
  listed.unit_price_micros     as list_price_micros,       -- micro-credits for a quantity of 1
  contracted.unit_price_micros as contracted_price_micros, -- micro-credits for a quantity of 1
  contracted.plan,
  -- the statement of the period had been issued before this entry came: it corrects what was invoiced
  coalesce(l.started_at > issued.first_at, false) as corrects,
  issued.number
from wanted_account a
join ledger_entry e on e.account_key = a.account_key and e.occurred_at >= a.starts_at and e.occurred_at < a.ends_at
join entry_type t using (type)
join entry_status st on st.status = e.status and st.moves
join service s using (service_key)
left join load l using (load_id)
left join event v on v.event_key = e.event_key
left join lateral (
  select min(i.issued_at) as first_at, max(i.number) filter (where i.replaced_by is null) as number
  from statement i
  where i.account_key = e.account_key and i.starts_at <= e.occurred_at and i.ends_at > e.occurred_at) issued on true
left join lateral (
  select p.unit_price_micros
  from price p
  where p.service_key = e.service_key and p.plan = '' and p.effective_from <= e.occurred_at
    and (p.effective_to is null or p.effective_to > e.occurred_at)
  order by p.effective_from desc
  limit 1) listed on true
left join lateral (
  select p.unit_price_micros, p.plan
  from price p
  where p.service_key = e.service_key and p.effective_from <= e.occurred_at
    and (p.effective_to is null or p.effective_to > e.occurred_at)
    and p.plan in ('', (
      select c.plan from plan_change c
      where c.account_key = e.account_key and c.effective_from <= e.occurred_at
      order by c.effective_from desc limit 1))
  order by p.plan = '', p.effective_from desc
  limit 1) contracted on true
where not exists (
  select 1 from superseded_entry x where x.account_key = e.account_key and x.entry_id = e.entry_id)
order by a.account_id, e.occurred_at, e.entry_id
