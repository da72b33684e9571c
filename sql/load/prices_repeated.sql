-- Lines with another price than the first line for the same service, plan and instant.
select
  s.line_no,
  'unit_price' as column_name,
  s.service as value,
  'has another price or end than an earlier line of the file for the same plan and instant' as reason,
  'Keep one of the lines' as remedy
from staged s
join service v on v.name = s.service
join price p on p.service_key = v.service_key and p.plan = coalesce(s.plan, '') and p.effective_from = s.effective_from
where (p.effective_to, p.unit_price_micros) is distinct from (s.effective_to, s.unit_price_micros)
order by s.line_no;
