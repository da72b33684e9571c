-- proves: no service has two prices for one plan at one instant
-- severity: error
-- tolerance: 0.00
-- needs: prices
select
  null::text as account,
  s.name as transaction,
  later.effective_from as occurred_at,
  earlier.unit_price_micros * 0.000001 as expected,
  later.unit_price_micros * 0.000001 as actual,
  'overlapping_prices' as cause,
  format('%s has two prices for %s from %s: %s and %s. End one of them.', s.name,
    case when later.plan = '' then 'every plan' else 'plan ' || later.plan end,
    to_char(later.effective_from at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'),
    trim_scale(earlier.unit_price_micros * 0.000001), trim_scale(later.unit_price_micros * 0.000001)) as explanation
from price earlier
join price later using (service_key, plan)
join service s using (service_key)
where earlier.effective_from < later.effective_from
  and (earlier.effective_to is null or earlier.effective_to > later.effective_from)
