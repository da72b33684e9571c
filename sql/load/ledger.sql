-- Entries whose transaction id the account does not have yet. Numbers rise oldest first, in a block of this load.
insert into ledger_entry
  (entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key, load_id, line_no,
   service_key, type, status, version, transaction_id)
select
  :block + case when :newest_first then :last_line - s.line_no else s.line_no end as entry_id,
  s.occurred_at,
  s.sequence,
  coalesce(s.quantity_micros, 1000000),
  s.amount_micros,
  s.balance_micros,
  a.account_key,
  e.event_key,
  :load,
  s.line_no,
  v.service_key,
  s.type,
  s.status,
  1,
  s.transaction_id
from staged s
join account a on a.account_id = s.account_id
join service v on v.name = s.service
left join event e on e.event_id = s.event_id
order by entry_id
on conflict (account_key, transaction_id, version) do nothing;
