-- References of an erased person are kept where they lead to an entry; a payment that is here already stays as it is.
with kept as (
  select
    s.line_no,
    case when p.payment_id is not null then p.reference when leads_to_entry(a.account_key, s.reference) then s.reference else x.pseudonym end as reference
  from staged s
  join account a on a.account_id = s.account_id
  join erasure x using (account_key)
  left join payment p on p.account_key = a.account_key and p.payment_id = s.payment_id
  where s.reference is not null)
update staged s
set reference = kept.reference
from kept
where kept.line_no = s.line_no
  and s.reference is distinct from kept.reference;
