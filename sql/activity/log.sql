-- The master log, newest first. The newest rows of each account come off its key, then the newest of all of them are kept;
-- so a page costs accounts times page, whatever the size of the ledger.
with wanted_account as materialized (
  select
    account_key,
    account_id,
    time_zone,
    timeline_start('day', cast(:from as date)::timestamp at time zone time_zone, time_zone)     as starts_at,
    timeline_start('day', (cast(:to as date) + 1)::timestamp at time zone time_zone, time_zone) as ends_at
  from account
  where cast(:account as text) is null or account_id = :account
),
wanted_service as (
  select service_key
  from service
  where lower(:service) in (lower(name), lower(feature), lower(engine))
),
found_service as (
  select service_key
  from service
  where strpos(lower(name), lower(:search)) > 0
),
found_event as (
  select event_key
  from event
  where strpos(lower(event_id), lower(:search)) > 0 or strpos(lower(name), lower(:search)) > 0
)
select
  e.entry_id,
  e.occurred_at,
  a.time_zone,
  a.account_id     as account,
  v.event_id       as event,
  v.name           as event_name,
  s.name           as service,
  t.name           as type,
  st.name          as status,
  e.amount_micros,                               -- micro-credits
  e.balance_micros,                              -- micro-credits
  e.transaction_id as transaction
from wanted_account a
cross join lateral (
  select e.*
  from ledger_entry e
  where e.account_key = a.account_key
    and e.occurred_at >= a.starts_at
    and e.occurred_at < a.ends_at
    and (cast(:after_id as bigint) is null
      or (e.occurred_at, e.entry_id) < (cast(:after_at as timestamptz), cast(:after_id as bigint)))
    and (cast(:event as text) is null or e.event_key = (select event_key from event where event_id = :event))
    and (cast(:service as text) is null or e.service_key in (select service_key from wanted_service))
    and (cast(:type as smallint) is null or e.type = cast(:type as smallint))
    and (cast(:status as smallint) is null or e.status = cast(:status as smallint))
    and (cast(:search as text) is null
      or strpos(lower(e.transaction_id), lower(:search)) > 0
      or e.service_key in (select service_key from found_service)
      or e.event_key in (select event_key from found_event))
    and not exists (
      select 1 from superseded_entry x where x.account_key = e.account_key and x.entry_id = e.entry_id)
  order by e.occurred_at desc, e.entry_id desc
  limit cast(:limit as bigint)) e
join service s using (service_key)
join entry_type t on t.type = e.type
join entry_status st on st.status = e.status
left join event v on v.event_key = e.event_key
order by e.occurred_at desc, e.entry_id desc
limit cast(:limit as bigint)
