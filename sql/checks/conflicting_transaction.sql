-- proves: no transaction id came again with other content
-- severity: error
-- tolerance: 0.00
-- needs: ledger
select
  e.account,
  e.event,
  e.transaction,
  e.occurred_at,
  o.amount_micros * 0.000001 as expected,
  e.amount as actual,
  'conflicting_content' as cause,
  format('Transaction %s was delivered again with other content: %s %s, balance %s before; %s %s, balance %s now. The newest version counts.',
    e.transaction, ot.name, round(o.amount_micros * 0.000001, 2), round(o.balance_micros * 0.000001, 2),
    e.type, round(e.amount, 2), round(e.balance, 2)) as explanation
from entry e
join superseded_entry s on s.account_key = e.account_key and s.by_entry_id = e.entry_id
join ledger_entry o on o.account_key = s.account_key and o.entry_id = s.entry_id
join entry_type ot on ot.type = o.type
