-- A stretch of the ledger in the order of the chain, with what each entry says to a reader, and its seal.
select
  e.load_id,
  e.line_no,
  e.entry_id,
  e.occurred_at,
  e.quantity_micros,
  e.amount_micros,
  e.type,
  e.status,
  e.version,
  e.sequence,
  e.balance_micros,
  a.account_id,
  e.transaction_id,
  v.event_id,
  s.name,
  e.seal
from ledger_entry e
left join account a on a.account_key = e.account_key
left join event v on v.event_key = e.event_key
left join service s on s.service_key = e.service_key
where e.entry_id between %d and %d
order by e.entry_id, e.load_id, e.line_no
