-- What the chain walk found, as the checks report it. moved_by_itself: a pending entry whose own amount moved the balance.
create view chain_discrepancy as
select
  f.run_id,
  f.kind,
  a.account_id as account,
  v.event_id as event,
  e.transaction_id as transaction,
  f.usage_id as usage,
  f.payment_id as payment,
  e.occurred_at,
  f.expected_micros * 0.000001 as expected,   -- credits
  f.actual_micros * 0.000001 as actual,       -- credits
  f.cause,
  f.explanation,
  e.status = 3 and f.actual_micros - f.expected_micros = t.sign * e.amount_micros as moved_by_itself
from chain_finding f
join account a using (account_key)
join ledger_entry e using (account_key, occurred_at, entry_id)
join entry_type t on t.type = e.type
left join event v on v.event_key = e.event_key;
