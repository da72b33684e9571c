-- Events, the latest first, with what the timeline's months hold of each. Events without a start come last. The page is cut
-- before anything is summed: there are many more events than a page shows.
with page as materialized (
  select
    v.event_key,
    v.event_id,
    v.name,
    v.account_key,
    a.account_id,
    coalesce(a.time_zone, 'UTC')     as time_zone,
    v.starts_at,
    v.ends_at
  from event v
  left join account a using (account_key)
  where (cast(:account as text) is null or a.account_id = :account)
    and (cast(:event as text) is null or v.event_id = :event)
    and (cast(:search as text) is null
      or lower(v.event_id || chr(10) || v.name) like '%' || replace(replace(replace(lower(:search), '\', '\\'), '%', '\%'), '_', '\_') || '%')
    and (cast(:after_id as text) is null
      or (coalesce(v.starts_at, '-infinity'), v.event_id) < (coalesce(cast(:after_at as timestamptz), '-infinity'), :after_id))
  order by coalesce(v.starts_at, '-infinity') desc, v.event_id desc
  limit :limit
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
