-- Zones of the accounts that a timeline adds up.
select distinct a.time_zone
from account a
where (cast(:account as text) is null or a.account_id = :account)
  and (cast(:event as text) is null
    or a.account_key = (select account_key from event where event_id = :event)
    or exists (
      select 1 from timeline_bucket b
      where b.account_key = a.account_key
        and b.grain = 'month'
        and b.event_key = (select event_key from event where event_id = :event)))
order by a.time_zone
