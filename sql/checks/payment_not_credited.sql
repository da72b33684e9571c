-- proves: every payment received is credited by an entry, in the months that the ledger covers
-- severity: error
-- tolerance: 0.00
-- needs: ledger, payments
-- not materialized: one payment is looked up, not all of them for each
with adding as not materialized (
  select m.account_key, m.record_id, e.transaction_id, e.status
  from feed_match m
  join ledger_entry e using (account_key, transaction_id)
  where m.feed = 'payments'
    and not exists (
      select 1
      from superseded_entry x
      where x.account_key = e.account_key and x.entry_id = e.entry_id)
),
uncredited as (
  select p.*
  from received_payment p
  join scoped_payment s on s.account_key = p.account_key and s.payment_id = p.payment_id
  join feed_month c
    on c.feed = 'ledger'
    and c.month = date_trunc('month', p.paid_at, 'UTC')
  where p.credits_micros <> 0
    and not exists (
      select 1
      from adding d
      where d.account_key = p.account_key and d.record_id = p.payment_id and d.status = 1)
    -- there the chain shows the gap that the missing entry left: one cause, one discrepancy
    and not exists (
      select 1
      from chain_finding f
      where f.run_id = :run and f.account_key = p.account_key and f.payment_id = p.payment_id)
)
select
  a.account_id as account,
  p.payment_id as payment,
  p.paid_at as occurred_at,
  p.credits_micros * 0.000001 as expected,
  0.00 as actual,
  case when refused.transaction_id is null then 'not_credited' else 'credit_failed' end as cause,
  format('Payment %s of %s was received at %s for %s credits, and %s.',
    p.payment_id, round(p.amount_micros * 0.000001, 2), to_char(p.paid_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'),
    round(p.credits_micros * 0.000001, 2),
    case
      when refused.transaction_id is not null then format('its entry %s is %s', refused.transaction_id, lower(refused.name))
      when p.reference is null then 'no entry adds them'
      else format('no entry adds them: it names %s, which is no purchase in the ledger', p.reference)
    end) as explanation
from uncredited p
join account a using (account_key)
left join lateral (
  select d.transaction_id, st.name
  from adding d
  join entry_status st using (status)
  where d.account_key = p.account_key
    and d.record_id = p.payment_id
  order by d.transaction_id
  limit 1
) refused on true
