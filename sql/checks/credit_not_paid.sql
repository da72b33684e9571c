-- proves: every purchase in the ledger has a payment that was received, in the months that the payments feed covers
-- severity: error
-- tolerance: 0.00
-- needs: ledger, payments
with unpaid as (
  select e.*
  from scoped_entry e
  join feed_month c
    on c.feed = 'payments'
    and c.month = date_trunc('month', e.occurred_at, 'UTC')
  -- coupons, refunds and adjustments are types of their own and need no payment
  where e.type = 1
    and e.status = 1
    and e.amount_micros <> 0
    and not exists (
      select 1
      from superseded_entry x
      where x.account_key = e.account_key and x.entry_id = e.entry_id)
    and not exists (
      select 1
      from feed_match m
      join received_payment p on p.account_key = m.account_key and p.payment_id = m.record_id
      where m.feed = 'payments' and m.account_key = e.account_key and m.transaction_id = e.transaction_id)
    and not exists (
      select 1
      from chain_finding f
      where f.run_id = :run
        and f.account_key = e.account_key
        and f.entry_id = e.entry_id
        and (f.kind = 'duplicate_transaction' or f.cause = 'foreign_entry'))
)
select
  a.account_id as account,
  v.event_id as event,
  e.transaction_id as transaction,
  unsettled.payment_id as payment,
  e.occurred_at,
  0.00 as expected,
  e.amount_micros * 0.000001 as actual,
  case when unsettled.payment_id is null then 'not_paid' else 'payment_not_received' end as cause,
  format('%s credits were added by %s (%s), and %s.', round(e.amount_micros * 0.000001, 2), e.transaction_id, s.name,
    case
      when unsettled.payment_id is null then 'no payment was received for them'
      else format('payment %s is %s', unsettled.payment_id, lower(unsettled.status))
    end) as explanation
from unpaid e
join account a using (account_key)
join service s using (service_key)
left join event v on v.event_key = e.event_key
left join lateral (
  select p.payment_id, p.status
  from feed_match m
  join payment p on p.account_key = m.account_key and p.payment_id = m.record_id
  where m.feed = 'payments'
    and m.account_key = e.account_key
    and m.transaction_id = e.transaction_id
  order by p.payment_id
  limit 1
) unsettled on true
