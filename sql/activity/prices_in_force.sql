-- Prices in force at an instant; for a plan its own price of each service, else the one for every plan.
with in_force as (
  select service_key, plan, unit_price_micros, effective_from, effective_to
  from price
  where effective_from <= cast(:at as timestamptz)
    and (effective_to is null or effective_to > cast(:at as timestamptz))
)
select s.name as service, p.plan, p.unit_price_micros, p.effective_from, p.effective_to  -- micro-credits for a quantity of 1
from in_force p
join service s using (service_key)
where (cast(:service as text) is null or lower(:service) in (lower(s.name), lower(s.feature), lower(s.engine)))
  and (cast(:plan as text) is null
    or p.plan = :plan
    or p.plan = '' and not exists (
      select 1 from in_force own where own.service_key = p.service_key and own.plan = :plan))
order by s.name, p.plan, p.effective_from
