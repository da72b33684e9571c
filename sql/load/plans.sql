-- Master data: which plan an account is on from an instant.
insert into plan_change as p (account_key, effective_from, plan)
select distinct on (a.account_key, s.effective_from) a.account_key, s.effective_from, s.plan
from staged s
join account a on a.account_id = s.account_id
order by a.account_key, s.effective_from, s.line_no
on conflict (account_key, effective_from) do update
set plan = excluded.plan
where p.plan <> excluded.plan;
