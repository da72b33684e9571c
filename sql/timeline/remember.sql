-- The zone that each touched account was built in.
insert into timeline_zone (account_key, time_zone)
select distinct account_key, time_zone
from touched
on conflict (account_key) do update set time_zone = excluded.time_zone
