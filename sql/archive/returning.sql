-- The rows that the files make, each entry sealed anew from what it says and the seal before its stretch.
create temporary table returning_entry on commit drop as
select
  p.entry_id,
  f.occurred_at,
  f.sequence,
  (f.quantity * 1000000)::bigint as quantity_micros,
  (f.amount * 1000000)::bigint as amount_micros,
  (f.balance * 1000000)::bigint as balance_micros,
  a.account_key,
  v.event_key,
  p.load_id,
  p.line_no,
  s.service_key,
  t.type,
  st.status,
  p.version,
  f.transaction_id,
  seal_chain(x.seal_before, entry_content(p.load_id, p.line_no, p.entry_id, f.occurred_at, (f.quantity * 1000000)::bigint, (f.amount * 1000000)::bigint,
    t.type, st.status, p.version, f.sequence, (f.balance * 1000000)::bigint, f.account_id, f.transaction_id, f.event_id, f.service))
    over (partition by x.first_entry order by p.entry_id rows unbounded preceding) as seal
from file_ledger f
join file_ledger_places p using (line)
join account a on a.account_id = f.account_id
join service s on s.name = f.service
join entry_type t on t.name = f.type
join entry_status st on st.name = f.status
left join event v on v.event_id = f.event_id
join archive_stretch x on x.archive_id = :archive and p.entry_id between x.first_entry and x.last_entry
where (f.event_id is null) = (v.event_key is null);

create temporary table returning_usage on commit drop as
select a.account_key, f.usage_id, v.event_key, f.occurred_at, (f.quantity * 1000000)::bigint as quantity_micros, p.load_id, p.line_no, s.service_key,
  st.status, f.transaction_id
from file_usage f
join file_usage_places p using (line)
join account a on a.account_id = f.account_id
join service s on s.name = f.service
join entry_status st on st.name = f.status
left join event v on v.event_id = f.event_id
where (f.event_id is null) = (v.event_key is null);

create temporary table returning_payment on commit drop as
select a.account_key, f.payment_id, f.paid_at, (f.amount * 1000000)::bigint as amount_micros, (f.credits * 1000000)::bigint as credits_micros,
  f.status, f.reference, p.load_id, p.line_no
from file_payments f
join file_payments_places p using (line)
join account a on a.account_id = f.account_id;
