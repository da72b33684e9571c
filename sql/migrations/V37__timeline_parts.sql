-- Buckets of accounts that are built anew as a whole: any number of processes put them here under a build that nobody sees, and
-- one short transaction puts that in force.
create table built_bucket (
  account_key    integer not null,
  build          integer not null,             -- in force is what timeline_zone says
  grain          text not null check (grain in ('hour', 'day', 'month')),
  starts_at      timestamptz not null,         -- first instant of the interval
  event_key      integer,                      -- null: no event
  service_key    smallint not null,
  type           smallint not null,
  status         smallint not null,
  activities     bigint not null,              -- entries
  amount_micros  bigint not null               -- sum of magnitudes, micro-credits
);
insert into built_bucket (account_key, build, grain, starts_at, event_key, service_key, type, status, activities, amount_micros)
select account_key, 0, grain, starts_at, event_key, service_key, type, status, activities, amount_micros
from timeline_bucket;
drop table timeline_bucket;
create unique index built_bucket_key on built_bucket
  (account_key, build, grain, starts_at, event_key, service_key, type, status) nulls not distinct;

alter table timeline_zone add column build integer not null default 0;
alter table timeline_zone alter column build drop default;

create view timeline_bucket as
select b.account_key, b.grain, b.starts_at, b.event_key, b.service_key, b.type, b.status, b.activities, b.amount_micros
from built_bucket b
join timeline_zone z using (account_key, build);

-- Each build is another one, also where the one before it was given up half made.
create sequence timeline_build as integer;

-- Accounts that are being built anew as a whole; empty where no build is under way or was given up.
create table timeline_plan (
  account_key  integer primary key references account,
  time_zone    text not null,                  -- IANA name
  build        integer not null
);

-- Loads that were booked when these were chosen, and are in their buckets.
create table timeline_plan_load (
  load_id  integer primary key references load
);
