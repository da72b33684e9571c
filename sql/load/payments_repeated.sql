-- Lines whose id is here with other content.
select
  s.line_no,
  'payment_id' as column_name,
  s.payment_id as value,
  'conflicts with load ' || p.load_id || ' line ' || p.line_no as reason,
  'Give it an id of its own, or take it out; what was loaded is not changed' as remedy
from staged s
join account a on a.account_id = s.account_id
join payment p on p.account_key = a.account_key and p.payment_id = s.payment_id
where (p.paid_at, p.amount_micros, p.credits_micros, p.status, p.reference)
  is distinct from (s.paid_at, s.amount_micros, s.credits_micros, s.status, s.reference)
order by s.line_no;
