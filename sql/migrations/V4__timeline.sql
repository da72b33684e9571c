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

-- Loads that the buckets already contain.
create table timeline_load (
  load_id  integer primary key references load,
  built_at timestamptz not null
);
