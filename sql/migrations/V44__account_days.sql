-- First instant of a calendar day in the zone of an account; of UTC where nobody knows whose a row is.
create function account_day_start(day date, of_account integer) returns timestamptz
language sql stable as $$
  select timeline_start('day', day::timestamp at time zone zone, zone)
  from (select coalesce((select time_zone from account where account_key = of_account), 'UTC') as zone) named
$$;
