-- What was planned and built is in force.
insert into timeline_zone (account_key, time_zone, build)
select account_key, time_zone, build
from timeline_plan
on conflict (account_key) do update set time_zone = excluded.time_zone, build = excluded.build
