-- Hours of the days that are built again, from the ledger: current versions only, as in the view `entry`.
insert into built_bucket (account_key, build, grain, starts_at, event_key, service_key, type, status, activities, amount_micros)
with of_ledger as (
  select
    e.account_key,
    t.build,
    t.time_zone,
    date_trunc('hour', e.occurred_at, t.time_zone) as truncated,
    e.event_key,
    e.service_key,
    e.type,
    e.status,
    count(*)             as activities,
    sum(e.amount_micros) as amount_micros        -- micro-credits
  from touched t
  join ledger_entry e on e.account_key = t.account_key and e.occurred_at >= t.starts_at and e.occurred_at < t.ends_at
  where not exists (
    select 1 from superseded_entry x where x.account_key = e.account_key and x.entry_id = e.entry_id)
  group by e.account_key, t.build, t.time_zone, truncated, e.event_key, e.service_key, e.type, e.status
),
-- with the hours of what is archived, where an account has changed its zone since
hour as materialized (
  select account_key, build, time_zone, truncated, event_key, service_key, type, status, activities, amount_micros
  from of_ledger
  union all
  select h.account_key, t.build, t.time_zone, date_trunc('hour', h.starts_at, t.time_zone), h.event_key, h.service_key, h.type, h.status,
    h.activities, h.amount_micros
  from touched t
  join archived_hour h on h.account_key = t.account_key and h.starts_at >= t.starts_at and h.starts_at < t.ends_at
),
calendar as materialized (
  select time_zone, truncated, timeline_hour(truncated, time_zone) as starts_at
  from (select distinct time_zone, truncated from hour) zone_hour
)
select
  h.account_key, h.build, 'hour', c.starts_at, h.event_key, h.service_key, h.type, h.status, sum(h.activities), sum(h.amount_micros)
from hour h
join calendar c using (time_zone, truncated)
group by h.account_key, h.build, c.starts_at, h.event_key, h.service_key, h.type, h.status
