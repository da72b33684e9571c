-- Months from their days, touched or not.
insert into built_bucket (account_key, build, grain, starts_at, event_key, service_key, type, status, activities, amount_micros)
with month as (
  select distinct account_key, time_zone, build, month_starts_at, month_ends_at
  from touched
),
day as (
  select b.*, m.time_zone
  from month m
  join built_bucket b
    on b.account_key = m.account_key and b.build = m.build and b.starts_at >= m.month_starts_at and b.starts_at < m.month_ends_at
  where b.grain = 'day'
),
calendar as materialized (
  select time_zone, starts_at, timeline_start('month', starts_at, time_zone) as month_starts_at
  from (select distinct time_zone, starts_at from day) zone_day
)
select
  d.account_key, d.build, 'month', c.month_starts_at, d.event_key, d.service_key, d.type, d.status,
  sum(d.activities), sum(d.amount_micros)
from day d
join calendar c using (time_zone, starts_at)
group by d.account_key, d.build, c.month_starts_at, d.event_key, d.service_key, d.type, d.status
