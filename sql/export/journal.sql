-- What an account's balance moved by on each local day of a month: one row for each kind and event. Account by account, by day.
with wanted_account as materialized (
  select
    account_key, account_id, currency, time_zone,
    timeline_start('day', cast(:first as date)::timestamp at time zone time_zone, time_zone) as starts_at,
    timeline_start('day', cast(:next as date)::timestamp at time zone time_zone, time_zone)  as ends_at
  from account
  where cardinality(cast(:accounts as text[])) = 0 or account_id = any(cast(:accounts as text[]))
),
movement as (
  select
    a.account_id, a.currency, (e.occurred_at at time zone a.time_zone)::date as day, v.event_id,
    case
      when t.name = 'Consume' then 'use'
      when t.name = 'Refund' or t.name = 'Add' and s.name ~* 'refund' then 'refund'
      when t.name = 'Coupon' or t.name = 'Add' and s.name ~* 'coupon' then 'coupon'
      when t.name = 'Add' and (e.event_key is not null or s.feature <> s.name) then 'refund'
      when t.name = 'Add' then 'purchase'
      when t.name = 'Expiry' then 'expiry'
      else 'adjustment'
    end as kind,
    t.sign * e.amount_micros as effect_micros    -- micro-credits
  from wanted_account a
  join ledger_entry e on e.account_key = a.account_key and e.occurred_at >= a.starts_at and e.occurred_at < a.ends_at
  join entry_type t using (type)
  join entry_status st on st.status = e.status and st.moves
  join service s using (service_key)
  left join event v on v.event_key = e.event_key
  where not exists (
    select 1 from superseded_entry x where x.account_key = e.account_key and x.entry_id = e.entry_id)
)
select account_id, currency, day, kind, event_id, count(*) as entries, sum(effect_micros) as effect_micros
from movement
group by account_id, currency, day, kind, event_id
order by account_id, day, kind, event_id nulls first
