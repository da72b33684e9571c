-- Events, the latest first, with what the timeline's months hold of each. Events without a start come last. The page is cut
-- before anything is summed: there are many more events than a page shows. events_filter.sql stands for the filter.
with found as materialized (
  select event_key
  from event
  where cast(:search as text) is not null
    and lower(event_id || chr(10) || name) like '%' || replace(replace(replace(lower(:search), '\', '\\'), '%', '\%'), '_', '\_') || '%'
  limit 20001
),
-- Where few are found they are sorted, for they may all be old. Where many are, the latest are walked until the page is full.
of_few as (
  select v.*
  from found
  join event v using (event_key)
  where (select count(*) from found) <= 20000
    and {filter}),
of_many as (
  select v.*
  from event v
  where (cast(:search as text) is null
      or (select count(*) from found) > 20000
      and lower(v.event_id || chr(10) || v.name) like '%' || replace(replace(replace(lower(:search), '\', '\\'), '%', '\%'), '_', '\_') || '%')
    and {filter}),
page as materialized (
  select
    v.event_key,
    v.event_id,
    v.name,
    v.account_key,
    a.account_id,
    coalesce(a.time_zone, 'UTC')     as time_zone,
    v.starts_at,
    v.ends_at
  from (
    select * from of_few
    union all select * from of_many) v
  left join account a using (account_key)
)
select
  v.event_id,
  v.name,
  v.account_id,
  v.time_zone,
  v.starts_at,
  v.ends_at,
  coalesce(u.activities, 0)        as activities,
  coalesce(u.used_micros, 0)       as used_micros  -- micro-credits
from page v
left join lateral (
  select
    sum(b.activities) as activities,
    sum(b.amount_micros) filter (where st.moves and t.name = 'Consume') as used_micros
  from timeline_bucket b
  join entry_type t using (type)
  join entry_status st using (status)
  where b.account_key = v.account_key
    and b.grain = 'month'
    and b.event_key = v.event_key) u on true
order by coalesce(v.starts_at, '-infinity') desc, v.event_id desc
