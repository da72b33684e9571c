-- What each engine used, the most first: successful consumes of the days in the zone of each account.
select
  s.engine,
  sum(b.activities)    as activities,
  sum(b.amount_micros) as used_micros            -- micro-credits
from timeline_bucket b
join account a using (account_key)
join service s using (service_key)
join entry_type t using (type)
join entry_status st using (status)
where b.grain = 'day'
  and t.name = 'Consume'
  and st.moves
  and (cast(:account as text) is null or a.account_id = :account)
  and (cast(:event as text) is null or b.event_key = (select event_key from event where event_id = :event))
  and (cast(:service as text) is null or s.name = :service)
  and b.starts_at >= timeline_start('day', cast(:from as date)::timestamp at time zone a.time_zone, a.time_zone)
  and b.starts_at < timeline_start('day', (cast(:to as date) + 1)::timestamp at time zone a.time_zone, a.time_zone)
group by s.engine
order by used_micros desc, s.engine
