-- Months that feeds cover since the marks :entry and :load. Days first, because cutting a million instants at days is cheap and
-- at months is not.
with day as (
  select distinct 'ledger' as feed, date_bin('1 day', occurred_at, timestamptz '2000-01-01 00:00:00Z') as starts_at
  from ledger_entry
  where entry_id > :entry
  union all
  select distinct 'usage', date_bin('1 day', occurred_at, timestamptz '2000-01-01 00:00:00Z')
  from usage_record
  where load_id > :load
),
-- People do not buy every month: between the first payment and the last, none is missing.
bought as (
  select date_trunc('month', min(at), 'UTC') as first_month, date_trunc('month', max(at), 'UTC') as last_month
  from (
    select paid_at as at
    from payment
    where load_id > :load
    union all
    select month
    from feed_month
    where feed = 'payments'
    union all
    select month
    from archived_month
    where feed = 'payments'
  ) payments
),
covered (feed, month) as (
  select distinct feed, date_trunc('month', starts_at, 'UTC')
  from day
  union all
  select 'payments', month at time zone 'UTC'
  from bought
  cross join lateral generate_series(first_month at time zone 'UTC', last_month at time zone 'UTC', interval '1 month') month
  union
  select feed, month
  from archived_month
),
fresh as (
  insert into feed_month (feed, month)
  select feed, month
  from covered
  on conflict (feed, month) do nothing
  returning month
)
insert into new_month (month)
select month
from fresh
