-- Counts of an event by minute, from its first instant to its last; a minute lies in one interval of any zone.
with of_event as (
  select a.account_key
  from account a
  where (cast(:account as text) is null or a.account_id = :account)
    and (a.account_key = (select account_key from event where event_id = :event)
      or exists (
        select 1 from timeline_bucket b
        where b.account_key = a.account_key
          and b.grain = 'month'
          and b.event_key = (select event_key from event where event_id = :event)))
)
select
  date_trunc('minute', e.occurred_at)               as starts_at,
  count(*)                                          as activities,
  count(*) filter (where st.name = 'Failed')        as failed,
  coalesce(sum(e.amount_micros) filter (where st.moves and e.type = 'Consume'), 0)                    as used_micros,
  coalesce(sum(e.amount_micros) filter (where st.moves and e.type in ('Add', 'Refund', 'Coupon')), 0) as added_micros,
  coalesce(sum(t.sign * e.amount_micros) filter (where st.moves and e.type in ('Adjustment', 'Expiry')), 0) as other_micros
from entry e
join entry_type t on t.type = e.type_code
join entry_status st on st.status = e.status_code
where e.account_key in (select account_key from of_event)
  and e.event_key = (select event_key from event where event_id = :event)
  and (cast(:service as text) is null or e.service = :service)
  and e.occurred_at >= cast(:from as timestamptz)
  and e.occurred_at < cast(:to as timestamptz)
group by 1
order by 1
