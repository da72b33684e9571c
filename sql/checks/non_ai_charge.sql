-- proves: credits are spent on services only, not on subscriptions, plans or fees
-- severity: error
-- tolerance: 0.00
-- needs: ledger, prices
select
  e.account,
  e.event,
  e.transaction,
  e.occurred_at,
  0.00 as expected,
  e.amount as actual,
  'subscription_from_credits' as cause,
  format('%s was taken from the credits for %s, which is no service of the price list. Subscriptions are paid in money.',
    round(e.amount, 2), e.service) as explanation
from entry e
where e.type_code = 2
  and e.status_code = 1
  and e.amount_micros <> 0
  and e.service_key in (select service_key from non_ai_service)
