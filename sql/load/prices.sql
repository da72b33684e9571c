-- Master data: unit prices by service, plan and instant.
insert into price as p (service_key, plan, effective_from, effective_to, unit_price_micros)
select distinct on (v.service_key, coalesce(s.plan, ''), s.effective_from)
  v.service_key, coalesce(s.plan, ''), s.effective_from, s.effective_to, s.unit_price_micros
from staged s
join service v on v.name = s.service
order by v.service_key, coalesce(s.plan, ''), s.effective_from, s.line_no
on conflict (service_key, plan, effective_from) do update
set effective_to = excluded.effective_to,
    unit_price_micros = excluded.unit_price_micros
where (p.effective_to, p.unit_price_micros) is distinct from (excluded.effective_to, excluded.unit_price_micros);
