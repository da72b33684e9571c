-- Activity by interval of the account's own zone. Sums over any grain equal the ledger (check timeline_agrees).
create table timeline_bucket (
  account_key    integer not null,
  grain          text not null check (grain in ('hour', 'day', 'month')),
  starts_at      timestamptz not null,         -- first instant of the interval
  event_key      integer,                      -- null: no event
  service_key    smallint not null,
  type           smallint not null,
  status         smallint not null,
  activities     bigint not null,              -- entries
  amount_micros  bigint not null               -- sum of magnitudes, micro-credits
);
create unique index timeline_bucket_key on timeline_bucket
  (account_key, grain, starts_at, event_key, service_key, type, status) nulls not distinct;

-- The zone that an account's buckets were built in. Another one in `account` means: build them all again.
create table timeline_zone (
  account_key  integer primary key references account,
  time_zone    text not null                  -- IANA name
);

-- Loads that the buckets already contain.
create table timeline_load (
  load_id  integer primary key references load,
  built_at timestamptz not null
);

-- First instant of the local hour that `date_trunc('hour', at, zone)` names. That function takes the minutes off and keeps the
-- offset, so the two 01:00 hours of an autumn day stay apart. Where the clock moved within the hour by less than an hour
-- (Lord Howe: 02:00 back to 01:30) the result lies before the move, in the hour before; the hour then begins with the move.
-- plpgsql, here and below, because the search is needed on a few days a year and an SQL function would always start it.
create function timeline_hour(truncated timestamptz, zone text) returns timestamptz
language plpgsql stable as $$
begin
  if date_trunc('hour', truncated, zone) = truncated then
    return truncated;
  end if;
  return (
    select min(minute)
    from generate_series(truncated, truncated + interval '59 minutes', interval '1 minute') minute
    where date_trunc('hour', minute, zone) = truncated);
end $$;

-- First instant of the local day or month (`unit`) of `at`. `date_trunc` names the second of two midnights (Havana on the first
-- Sunday of November); the day begins with the first, so this looks back while the date stays the same.
create function timeline_start(unit text, at timestamptz, zone text) returns timestamptz
language plpgsql stable as $$
declare
  midnight timestamptz := date_trunc(unit, at, zone);
  label    timestamp   := date_trunc(unit, at at time zone zone);
begin
  if date_trunc(unit, (midnight - interval '1 microsecond') at time zone zone) <> label then
    return midnight;
  end if;
  return (
    select min(quarter)
    from generate_series(midnight - interval '3 hours', midnight, interval '15 minutes') quarter
    where date_trunc(unit, quarter at time zone zone) = label);
end $$;
