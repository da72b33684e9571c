-- proves: a record that names its entry and fits one by amount and time names that one
-- severity: warning
-- tolerance: 0.00
-- needs: ledger
with named as (
  select m.feed, m.account_key, m.transaction_id, m.record_id, u.transaction_id as reference, u.occurred_at
  from feed_match m
  join usage_record u on u.account_key = m.account_key and u.usage_id = m.record_id
  where m.feed = 'usage'
    and m.rule = 'amount_and_time'
    and u.transaction_id is not null
  union all
  select m.feed, m.account_key, m.transaction_id, m.record_id, p.reference, p.paid_at
  from feed_match m
  join payment p on p.account_key = m.account_key and p.payment_id = m.record_id
  where m.feed = 'payments'
    and m.rule = 'amount_and_time'
    -- others are numbers of the payment provider
    and p.reference like m.transaction_id || '%'
)
select
  a.account_id as account,
  v.event_id as event,
  n.transaction_id as transaction,
  case when n.feed = 'usage' then n.record_id end as usage,
  case when n.feed = 'payments' then n.record_id end as payment,
  e.occurred_at,
  e.amount_micros * 0.000001 as expected,
  e.amount_micros * 0.000001 as actual,
  case when starts_with(n.reference, n.transaction_id) then 'truncated_id' else 'other_reference' end as cause,
  format('%s record %s names %s, which is not in the ledger; %s has its %s and time%s.',
    case when n.feed = 'usage' then 'Usage' else 'Payment' end, n.record_id, n.reference, n.transaction_id,
    case when n.feed = 'usage' then 'service, quantity' else 'amount' end,
    case when starts_with(n.reference, n.transaction_id) then ', and its id is the beginning of that one' else '' end) as explanation
from named n
join scoped_entry e on e.account_key = n.account_key and e.transaction_id = n.transaction_id
join account a on a.account_key = n.account_key
left join event v on v.event_key = e.event_key
where not exists (
  select 1
  from superseded_entry x
  where x.account_key = e.account_key and x.entry_id = e.entry_id)
