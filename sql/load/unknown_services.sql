-- `Feature (Engine)` in its two parts; a name without parentheses is both.
with named as materialized (
  select s.service
  from staged s
  group by s.service
)
insert into service (name, feature, engine)
select
  n.service,
  coalesce(substring(n.service from '^(.*\S) \([^()]+\)$'), n.service),
  coalesce(substring(n.service from '^.*\S \(([^()]+)\)$'), n.service)
from named n
where not exists (select 1 from service v where v.name = n.service)
order by n.service
on conflict (name) do nothing;
