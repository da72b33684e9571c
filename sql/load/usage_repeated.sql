-- Lines whose id is here with other content.
select
  s.line_no,
  'usage_id' as column_name,
  s.usage_id as value,
  'conflicts with load ' || u.load_id || ' line ' || u.line_no as reason,
  'Give it an id of its own, or take it out; what was loaded is not changed' as remedy
from staged s
join account a on a.account_id = s.account_id
join service v on v.name = s.service
left join event e on e.event_id = s.event_id
join usage_record u on u.account_key = a.account_key and u.usage_id = s.usage_id
where (u.event_key, u.occurred_at, u.quantity_micros, u.service_key, u.status, u.transaction_id)
  is distinct from
  (e.event_key, s.occurred_at, coalesce(s.quantity_micros, 1000000), v.service_key, s.status, s.transaction_id)
order by s.line_no;
