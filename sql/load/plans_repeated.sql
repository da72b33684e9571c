-- Lines that name another plan than the first line for the same account and instant.
select
  s.line_no,
  'plan' as column_name,
  s.plan as value,
  'is another plan than an earlier line of the file names for the same account and instant' as reason,
  'Keep one of the lines' as remedy
from staged s
join account a on a.account_id = s.account_id
join plan_change p on p.account_key = a.account_key and p.effective_from = s.effective_from
where p.plan <> s.plan
order by s.line_no;
