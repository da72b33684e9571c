-- Hours, days and months of accounts that are built anew as a whole, from the ledger: current versions only, as in the view `entry`.
-- In the order of the key, since that is how its index grows fastest.
insert into built_bucket (account_key, build, grain, starts_at, event_key, service_key, type, status, activities, amount_micros)
with of_ledger as (
  select
    e.account_key,
    p.build,
    p.time_zone,
    date_trunc('hour', e.occurred_at, p.time_zone) as truncated,
    e.event_key,
    e.service_key,
    e.type,
    e.status,
    count(*)             as activities,
    sum(e.amount_micros) as amount_micros        -- micro-credits
  from timeline_plan p
  join ledger_entry e using (account_key)
  where p.account_key between :from and :to
    and e.account_key between :from and :to
    and not exists (
      select 1 from superseded_entry x where x.account_key = e.account_key and x.entry_id = e.entry_id)
  group by e.account_key, p.build, p.time_zone, truncated, e.event_key, e.service_key, e.type, e.status
),
-- with the hours of what is archived
hour as materialized (
  select account_key, build, time_zone, truncated, event_key, service_key, type, status, activities, amount_micros
  from of_ledger
  union all
  select h.account_key, p.build, p.time_zone, date_trunc('hour', h.starts_at, p.time_zone), h.event_key, h.service_key, h.type, h.status,
    h.activities, h.amount_micros
  from timeline_plan p
  join archived_hour h using (account_key)
  where p.account_key between :from and :to
),
calendar as materialized (
  select
    time_zone,
    truncated,
    hour_starts_at,
    timeline_start('day', hour_starts_at, time_zone)   as day_starts_at,
    timeline_start('month', hour_starts_at, time_zone) as month_starts_at
  from (
    select time_zone, truncated, timeline_hour(truncated, time_zone) as hour_starts_at
    from (select distinct time_zone, truncated from hour) zone_hour) started
),
dated as materialized (
  select *
  from hour
  join calendar using (time_zone, truncated)
)
select account_key, build, 'hour' as grain, hour_starts_at as starts_at, event_key, service_key, type, status, sum(activities), sum(amount_micros)
from dated
group by account_key, build, hour_starts_at, event_key, service_key, type, status
union all
select account_key, build, 'day', day_starts_at, event_key, service_key, type, status, sum(activities), sum(amount_micros)
from dated
group by account_key, build, day_starts_at, event_key, service_key, type, status
union all
select account_key, build, 'month', month_starts_at, event_key, service_key, type, status, sum(activities), sum(amount_micros)
from dated
group by account_key, build, month_starts_at, event_key, service_key, type, status
order by account_key, grain, starts_at
