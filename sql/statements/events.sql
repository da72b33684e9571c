-- The events of a request that have no outcome yet, each with the account that its report is about: its own, else the one
-- with the most entries. Days are those of the account's zone, both included; an event without a period has that of its entries.
with counted as (
  select
    event_key,
    account_key,
    count(*) as entries,
    min(occurred_at) as first_at,
    max(occurred_at) as last_at
  from ledger_entry
  where event_key is not null
  group by event_key, account_key
),
chosen as (
  select distinct on (v.event_key)
    v.event_key,
    coalesce(v.account_key, c.account_key) as account_key,
    coalesce(v.starts_at, c.first_at) as starts_at,
    coalesce(v.ends_at, c.last_at + interval '1 microsecond') as ends_at
  from event v
  left join counted c on c.event_key = v.event_key
  where :every and c.event_key is not null
    or v.event_id in (:events)
  order by v.event_key, c.entries desc nulls last, c.account_key
)
select
  x.event_key as event,
  x.account_key as account,
  coalesce(own.entries, 0) as entries,
  coalesce((select sum(o.entries) from counted o where o.event_key = x.event_key and o.account_key <> x.account_key), 0) as elsewhere
from chosen x
join account a on a.account_key = x.account_key
left join counted own on own.event_key = x.event_key and own.account_key = x.account_key
where (cast(:from as date) is null or x.ends_at > cast(:from as date)::timestamp at time zone a.time_zone)
  and (cast(:to as date) is null or x.starts_at < (cast(:to as date) + 1)::timestamp at time zone a.time_zone)
  and not exists (
    select 1
    from event_outcome o
    where o.request = :request
      and o.event_key = x.event_key)
order by x.account_key, x.event_key
