-- proves: credits are spent on services only, not on subscriptions, plans or fees
-- severity: error
-- tolerance: 0.00
-- needs: ledger, prices
select
  a.account_id as account,
  v.event_id as event,
  e.transaction_id as transaction,
  e.occurred_at,
  0.00 as expected,
  e.amount_micros * 0.000001 as actual,
  'subscription_from_credits' as cause,
  format('%s was taken from the credits for %s, which is no service of the price list. Subscriptions are paid in money.',
    round(e.amount_micros * 0.000001, 2), s.name) as explanation
from doubtful_price e
join non_ai_service using (service_key)
join service s using (service_key)
join account a using (account_key)
left join event v on v.event_key = e.event_key
where e.type = 2
  and e.status = 1
  and e.amount_micros <> 0
  and not exists (
    select 1
    from superseded_entry x
    where x.account_key = e.account_key and x.entry_id = e.entry_id)
