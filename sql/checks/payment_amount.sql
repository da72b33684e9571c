-- proves: a purchase adds as many credits as its payments bought
-- severity: error
-- tolerance: 0.00
-- needs: ledger, payments
with bought as (
  select
    m.account_key,
    m.transaction_id,
    min(p.payment_id) as payment_id,
    count(*) as payments,
    sum(p.credits_micros)::bigint as credits_micros
  from feed_match m
  join (select distinct account_key, transaction_id from scoped_entry where type = 1) e using (account_key, transaction_id)
  join received_payment p on p.account_key = m.account_key and p.payment_id = m.record_id
  where m.feed = 'payments'
    -- the other rules ask for equal amounts themselves
    and m.rule in ('reference', 'own_id')
  group by m.account_key, m.transaction_id
)
select
  a.account_id as account,
  v.event_id as event,
  e.transaction_id as transaction,
  b.payment_id as payment,
  e.occurred_at,
  b.credits_micros * 0.000001 as expected,
  e.amount_micros * 0.000001 as actual,
  'other_amount_credited' as cause,
  format('%s added %s credits; payment %s%s bought %s.', e.transaction_id, round(e.amount_micros * 0.000001, 2), b.payment_id,
    case when b.payments > 1 then format(' and %s more', b.payments - 1) else '' end, round(b.credits_micros * 0.000001, 2)) as explanation
from bought b
join scoped_entry e using (account_key, transaction_id)
join account a using (account_key)
left join event v on v.event_key = e.event_key
where e.type = 1
  and e.status = 1
  and b.credits_micros <> e.amount_micros
  and not exists (
    select 1
    from superseded_entry x
    where x.account_key = e.account_key and x.entry_id = e.entry_id)
  -- there the balance shows that the printed amount was altered: one cause, one discrepancy
  and not exists (
    select 1
    from chain_finding f
    where f.run_id = :run
      and f.account_key = e.account_key
      and f.entry_id = e.entry_id
      and f.cause = 'changed_amount')
