-- What must be built again: the local days of entries that arrived or were replaced, and everything of an account that is new
-- here or whose zone changed (or of every account, with :full). One row a range; a whole account is one range without end, and
-- of no build. What was planned as a whole has these loads in its buckets.
insert into touched (account_key, time_zone, build, starts_at, ends_at, month_starts_at, month_ends_at)
with arrived_load as (
  select t.load_id, p.load_id is not null as is_planned
  from touched_load t
  left join timeline_plan_load p using (load_id)
  -- nobody is left to be asked about, as when everything was planned
  where p.load_id is null
    or exists (
      select 1 from account a where not exists (select 1 from timeline_plan w where w.account_key = a.account_key))
),
arrived as (
  select e.account_key, e.entry_id, e.occurred_at
  from ledger_entry e
  join arrived_load l using (load_id)
  where not (l.is_planned and exists (select 1 from timeline_plan w where w.account_key = e.account_key))
),
replaced as (
  select old.account_key, old.occurred_at
  from arrived n
  join superseded_entry x on x.account_key = n.account_key and x.by_entry_id = n.entry_id
  join ledger_entry old on old.account_key = x.account_key and old.entry_id = x.entry_id
),
moved as (
  select account_key, occurred_at
  from arrived
  union all
  select account_key, occurred_at
  from replaced
),
whole as (
  select a.account_key, a.time_zone
  from account a
  left join timeline_zone z using (account_key)
  where :full
    or z.time_zone <> a.time_zone
    or z.time_zone is null and a.account_key in (select account_key from moved)
),
day as (
  select distinct m.account_key, z.time_zone, z.build, date_trunc('day', m.occurred_at, z.time_zone) as midnight
  from moved m
  join timeline_zone z using (account_key)
  where not exists (select 1 from whole w where w.account_key = m.account_key)
),
calendar as materialized (
  select
    time_zone,
    midnight,
    timeline_start('day', midnight, time_zone)   as starts_at,
    timeline_start('day', ((midnight at time zone time_zone)::date + 1)::timestamp at time zone time_zone, time_zone) as ends_at,
    timeline_start('month', midnight, time_zone) as month_starts_at,
    timeline_start(
      'month',
      (date_trunc('month', midnight at time zone time_zone) + interval '1 month') at time zone time_zone,
      time_zone)                                 as month_ends_at
  from (select distinct time_zone, midnight from day) zone_day
)
select account_key, time_zone, null, '-infinity', 'infinity', '-infinity', 'infinity'
from whole
union all
select d.account_key, d.time_zone, d.build, c.starts_at, c.ends_at, c.month_starts_at, c.month_ends_at
from day d
join calendar c using (time_zone, midnight)
