-- Lines that say something else than the first line about the same event.
select
  s.line_no,
  'event_id' as column_name,
  s.event_id as value,
  'says something else about this event than an earlier line of the file' as reason,
  'Keep one of the lines' as remedy
from staged s
join account a on a.account_id = s.account_id
join event e on e.event_id = s.event_id
where (e.account_key, e.name, e.starts_at, e.ends_at) is distinct from (a.account_key, s.name, s.starts_at, s.ends_at)
order by s.line_no;
