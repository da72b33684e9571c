-- Which months each feed covers. Days first, because cutting a million instants at days is cheap and at months is not.
insert into feed_month (feed, month)
with day as (
  select distinct 'ledger' as feed, date_bin('1 day', occurred_at, timestamptz '2000-01-01 00:00:00Z') as starts_at
  from ledger_entry
  union all
  select distinct 'usage', date_bin('1 day', occurred_at, timestamptz '2000-01-01 00:00:00Z')
  from usage_record
)
select distinct feed, date_trunc('month', starts_at, 'UTC')
from day
union all
-- People do not buy every month: between the first payment and the last, none is missing.
select 'payments', generate_series(
  date_trunc('month', min(paid_at) at time zone 'UTC'), max(paid_at) at time zone 'UTC', interval '1 month') at time zone 'UTC'
from payment
