-- Counts by interval. With :own_zones the accounts are in several zones and each counts by its own local time: that local
-- time, written as if it were UTC, takes the place of the instant.
with bucket as (
  select
    case when :own_zones then b.starts_at at time zone a.time_zone at time zone 'UTC' else b.starts_at end as starts_at,
    b.type,
    b.status,
    b.activities,
    b.amount_micros                              -- micro-credits
  from timeline_bucket b
  join account a using (account_key)
  where b.grain = :grain
    and (cast(:account as text) is null or a.account_id = :account)
    and (cast(:event as text) is null or b.event_key = (select event_key from event where event_id = :event))
    and (cast(:service as text) is null or b.service_key = (select service_key from service where name = :service))
)
select
  b.starts_at,
  sum(b.activities)                                                as activities,
  coalesce(sum(b.activities) filter (where st.name = 'Failed'), 0) as failed,
  coalesce(sum(b.amount_micros) filter (where st.moves and t.name = 'Consume'), 0)                    as used_micros,
  coalesce(sum(b.amount_micros) filter (where st.moves and t.name in ('Add', 'Refund', 'Coupon')), 0) as added_micros,
  coalesce(sum(t.sign * b.amount_micros) filter (where st.moves and t.name in ('Adjustment', 'Expiry')), 0) as other_micros
from bucket b
join entry_type t using (type)
join entry_status st using (status)
where b.starts_at >= cast(:from as timestamptz)
  and b.starts_at < cast(:to as timestamptz)
group by b.starts_at
order by b.starts_at
