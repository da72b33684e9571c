-- The master log, newest first. The rows of an account come off its key, all others off indexes in the order of time, which stop
-- when the page is full. What is searched for is found by as many ways as there are indexes for. log_filter.sql stands for the
-- filter of each, also of one service or event alone.
with zone as materialized (
  select
    timeline_start('day', cast(:from as date)::timestamp at time zone time_zone, time_zone)     as starts_at,
    timeline_start('day', (cast(:to as date) + 1)::timestamp at time zone time_zone, time_zone) as ends_at,
    time_zone
  from (select distinct time_zone from account) named
),
wanted_service as (
  select service_key
  from service
  where lower(:service) in (lower(name), lower(feature), lower(engine))
),
found_service as materialized (
  select service_key
  from service
  where strpos(lower(name), lower(:search)) > 0
),
found_event as materialized (
  select event_key
  from event
  where lower(event_id || chr(10) || name) like '%' || replace(replace(replace(lower(:search), '\', '\\'), '%', '\%'), '_', '\_') || '%'
),
spelling as (
  select distinct spelt from (values (cast(:search as text)), (lower(:search)), (upper(:search))) each (spelt)
),
without_search as (
  select e.*
  from ledger_entry e
  where cast(:search as text) is null
    and cast(:service as text) is null
    and {filter}),
of_service as (
  select e.*
  from wanted_service of_one
  cross join lateral (
    select e.*
    from ledger_entry e
    where {filter_of_service}) e
  where cast(:search as text) is null
    and cast(:service as text) is not null
),
-- More than so many begin like that: then the log is walked until the page is full.
found_transaction as materialized (
  select e.account_key, e.occurred_at, e.entry_id
  from spelling
  cross join lateral (
    select l.account_key, l.occurred_at, l.entry_id
    from ledger_entry l
    where l.transaction_id >= spelt
      and l.transaction_id < spelt || chr(1114111)
    order by l.transaction_id                    -- by its index, which stops; a bitmap of all would not
    limit 1001) e
  where cast(:search as text) is not null
  limit 1001
),
by_few_transactions as (
  select e.*
  from found_transaction
  join ledger_entry e using (account_key, occurred_at, entry_id)
  where cast(:search as text) is not null
    and (select count(*) from found_transaction) <= 1000
    and {filter}),
by_many_transactions as (
  select e.*
  from ledger_entry e
  where cast(:search as text) is not null
    and (select count(*) from found_transaction) > 1000
    and (starts_with(e.transaction_id, :search) or starts_with(e.transaction_id, lower(:search)) or starts_with(e.transaction_id, upper(:search)))
    and {filter}),
by_service as (
  select e.*
  from found_service of_one
  cross join lateral (
    select e.*
    from ledger_entry e
    where {filter_of_service}) e
  where cast(:search as text) is not null
),
-- The rows of a page are among those of as many events as it has rows: of the events whose own newest rows are the newest. Where
-- nothing but the search narrows the log, the newest of an event is the end of its index; those that were replaced since may be
-- among them, so as many more events are taken.
plain as materialized (
  select
    coalesce(cast(:account as text), cast(:event as text), cast(:service as text)) is null
      and coalesce(cast(:type as smallint), cast(:status as smallint)) is null
      and coalesce(cast(:from as date), cast(:to as date)) is null
      and cast(:after_id as bigint) is null as is_plain
),
newest_of_all as materialized (
  select of_one.event_key
  from found_event of_one
  cross join lateral (
    select max(e.occurred_at) as occurred_at
    from ledger_entry e
    where e.event_key = of_one.event_key) newest
  where cast(:search as text) is not null
    and (select is_plain from plain)
    and (select count(*) from found_event) <= 20000
  order by newest.occurred_at desc nulls last
  fetch first (coalesce(cast(:limit as bigint), 20000) + (select count(*) from superseded_entry)) rows with ties
),
newest_of_filtered as materialized (
  select of_one.event_key
  from found_event of_one
  cross join lateral (
    select e.occurred_at, e.entry_id
    from (
      select e.*
      from ledger_entry e
      where {filter_of_event}) e
    order by e.occurred_at desc, e.entry_id desc
    limit 1) newest
  where cast(:search as text) is not null
    and not (select is_plain from plain)
    and (select count(*) from found_event) <= 20000
  order by newest.occurred_at desc, newest.entry_id desc
  limit cast(:limit as bigint)
),
newest_event as (
  select event_key from newest_of_all
  union all select event_key from newest_of_filtered
),
by_few_events as (
  select e.*
  from newest_event of_one
  cross join lateral (
    select e.*
    from ledger_entry e
    where {filter_of_event}) e
),
by_many_events as (
  select e.*
  from ledger_entry e
  where cast(:search as text) is not null
    and (select count(*) from found_event) > 20000
    -- "is true" keeps the planner from joining: it would look through all found events for every entry.
    and (e.event_key in (select event_key from found_event)) is true
    and {filter}),
page as (
  select distinct on (occurred_at, entry_id) *
  from (
    select * from without_search
    union all select * from of_service
    union all select * from by_few_transactions
    union all select * from by_many_transactions
    union all select * from by_service
    union all select * from by_few_events
    union all select * from by_many_events) found
  order by occurred_at desc, entry_id desc
  limit cast(:limit as bigint)
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
from page e
join account a using (account_key)
join service s using (service_key)
join entry_type t on t.type = e.type
join entry_status st on st.status = e.status
left join event v on v.event_key = e.event_key
order by e.occurred_at desc, e.entry_id desc
