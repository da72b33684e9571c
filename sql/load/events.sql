-- Master data: new events, and what changed about the others.
insert into event as e (event_id, account_key, name, starts_at, ends_at, known)
select distinct on (s.event_id) s.event_id, a.account_key, s.name, s.starts_at, s.ends_at, true
from staged s
join account a on a.account_id = s.account_id
order by s.event_id, s.line_no
on conflict (event_id) do update
set account_key = excluded.account_key,
    name = excluded.name,
    starts_at = excluded.starts_at,
    ends_at = excluded.ends_at,
    known = true
where (e.account_key, e.name, e.starts_at, e.ends_at, e.known)
  is distinct from (excluded.account_key, excluded.name, excluded.starts_at, excluded.ends_at, true);
