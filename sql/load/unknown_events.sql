-- Events that nobody has named yet are created for the account of their first line, and flagged.
insert into event (event_id, account_key, name, known)
select distinct on (s.event_id) s.event_id, a.account_key, s.event_id, false
from staged s
join account a on a.account_id = s.account_id
where s.event_id is not null
  and not exists (select 1 from event e where e.event_id = s.event_id)
order by s.event_id, s.line_no
on conflict (event_id) do nothing;
