-- All prices over time; for a plan its own and those for every plan.
select s.name as service, p.plan, p.unit_price_micros, p.effective_from, p.effective_to  -- micro-credits for a quantity of 1
from price p
join service s using (service_key)
where (cast(:service as text) is null or lower(:service) in (lower(s.name), lower(s.feature), lower(s.engine)))
  and (cast(:plan as text) is null or p.plan in (:plan, ''))
order by s.name, p.plan, p.effective_from
