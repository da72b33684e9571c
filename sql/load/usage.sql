-- Usage records that are not here yet; the first one of an id stays.
insert into usage_record
  (account_key, usage_id, event_key, occurred_at, quantity_micros, load_id, line_no, service_key, status, transaction_id)
select
  a.account_key,
  s.usage_id,
  e.event_key,
  s.occurred_at,
  coalesce(s.quantity_micros, 1000000),
  :load,
  s.line_no,
  v.service_key,
  s.status,
  s.transaction_id
from staged s
join account a on a.account_id = s.account_id
join service v on v.name = s.service
left join event e on e.event_id = s.event_id
order by s.line_no
on conflict (account_key, usage_id) do nothing;
