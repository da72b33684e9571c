-- Payments that are not here yet; the first one of an id stays.
insert into payment
  (account_key, payment_id, paid_at, amount_micros, credits_micros, status, reference, load_id, line_no)
select a.account_key, s.payment_id, s.paid_at, s.amount_micros, s.credits_micros, s.status, s.reference, :load, s.line_no
from staged s
join account a on a.account_id = s.account_id
order by s.line_no
on conflict (account_key, payment_id) do nothing;
