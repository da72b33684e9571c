-- Accounts that are built anew as a whole: those whose zone changed or that are new here (or all of them, with :full).
insert into timeline_plan (account_key, time_zone, build)
select a.account_key, a.time_zone, :build
from account a
left join timeline_zone z using (account_key)
where :full
  or z.time_zone is distinct from a.time_zone
