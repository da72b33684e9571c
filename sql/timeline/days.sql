-- Days from the hours.
insert into built_bucket (account_key, build, grain, starts_at, event_key, service_key, type, status, activities, amount_micros)
with hour as (
  select b.*, t.time_zone
  from touched t
  join built_bucket b on b.account_key = t.account_key and b.build = t.build and b.starts_at >= t.starts_at and b.starts_at < t.ends_at
  where b.grain = 'hour'
),
calendar as materialized (
  select time_zone, starts_at, timeline_start('day', starts_at, time_zone) as day_starts_at
  from (select distinct time_zone, starts_at from hour) zone_hour
)
select
  h.account_key, h.build, 'day', c.day_starts_at, h.event_key, h.service_key, h.type, h.status,
  sum(h.activities), sum(h.amount_micros)
from hour h
join calendar c using (time_zone, starts_at)
group by h.account_key, h.build, c.day_starts_at, h.event_key, h.service_key, h.type, h.status
