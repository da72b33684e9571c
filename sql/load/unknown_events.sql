-- Events that nobody has named yet are created for the account of their first line, and flagged.
with named as (
  select s.event_id, min(s.line_no) as line_no
  from staged s
  where s.event_id is not null
  group by s.event_id
), unknown as (
  select n.event_id, n.line_no
  from named n
  where not exists (select 1 from event e where e.event_id = n.event_id)
)
insert into event (event_id, account_key, name, known)
select u.event_id, a.account_key, u.event_id, false
from unknown u
join staged s on s.line_no = u.line_no
join account a on a.account_id = s.account_id
order by u.event_id
on conflict (event_id) do nothing;
