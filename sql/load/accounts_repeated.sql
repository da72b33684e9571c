-- Lines that say something else than the first line about the same account.
select
  s.line_no,
  'account_id' as column_name,
  s.account_id as value,
  'says something else about this account than an earlier line of the file' as reason,
  'Keep one of the lines' as remedy
from staged s
join account a on a.account_id = s.account_id
where (a.name, a.time_zone, a.currency, a.email, a.opening_balance_micros)
  is distinct from (s.name, s.time_zone, s.currency, s.email, s.opening_balance_micros)
order by s.line_no;
