-- `Feature (Engine)` in its two parts; a name without parentheses is both.
insert into service (name, feature, engine)
select distinct
  s.service,
  coalesce(substring(s.service from '^(.*\S) \([^()]+\)$'), s.service),
  coalesce(substring(s.service from '^.*\S \(([^()]+)\)$'), s.service)
from staged s
where not exists (select 1 from service v where v.name = s.service)
order by s.service
on conflict (name) do nothing;
