-- A daily run looks at what is new, and tells again what it knows of the rest.

-- What the checks of a run look at. Here that is everything; an incremental run, or one of some accounts, lays temporary
-- tables of the same names over these views, so that a check says `from scoped_entry` and means what its run is about.
drop table reconcile_scope;
create view reconcile_scope as
select account_key, timestamptz '-infinity' as from_at
from account;
create view scoped_entry as
select * from ledger_entry;
create view scoped_usage as
select * from usage_record;
create view scoped_payment as
select * from payment;

-- What narrowed checks found when they last looked, whatever people did to it since. Logged: it cannot be made again but by
-- a full run.
create table kept_finding (
  check_name      text not null,
  identity        text not null,
  severity        text not null,
  account_key     integer,
  event_id        text,
  transaction_id  text,
  usage_id        text,
  payment_id      text,
  occurred_at     timestamptz,
  expected        numeric not null,            -- credits
  actual          numeric not null,            -- credits
  cause           text not null,
  explanation     text not null,
  primary key (check_name, identity)
);
create index kept_finding_account on kept_finding (account_key);

-- Which checks those are, as they were then: another query or other settings mean that the check looks at everything.
create table kept_check (
  check_name   text primary key,
  fingerprint  text not null
);

-- What an incremental run relies on beside that. All of it is derived and unlogged: a crash empties all of it together, and
-- then the next run looks at everything.
create unlogged table reconcile_memory (
  fingerprint  text not null                   -- of the settings that decide what is found
);
-- Records that name an entry which is not there yet.
create unlogged table open_reference (
  feed            text not null,
  account_key     integer not null,
  transaction_id  text collate "C" not null,
  record_id       text collate "C" not null,
  at              timestamptz not null,
  primary key (feed, account_key, transaction_id, record_id)
);
-- What the chain walk had found; what differs now tells which entries and records are concerned.
create unlogged table seen_finding (
  account_key      integer not null,
  entry_id         bigint not null,
  kind             text not null,
  expected_micros  bigint not null,            -- micro-credits
  actual_micros    bigint not null,            -- micro-credits
  cause            text not null,
  usage_id         text,
  payment_id       text
);
-- Prices, plans and events as the checks last saw them; what differs now tells which entries are concerned.
create unlogged table seen_price as select * from price with no data;
create unlogged table seen_plan as select * from plan_change with no data;
create unlogged table seen_event as select * from event with no data;

create index feed_match_record on feed_match (feed, account_key, record_id);

-- Pending entries are few, and become a finding by the mere passing of time.
create index ledger_entry_pending on ledger_entry (account_key) where status = 3;

alter table chain_finding add column occurred_at timestamptz;
alter table verified_finding add column occurred_at timestamptz;
alter table checkpoint add column settled boolean not null default false; -- what comes next changes no finding so far
alter table reconcile_check add column millis bigint;            -- how long the check took
alter table reconcile_run add column checked bigint;             -- entries that the checks looked at; null: all

alter function amount_due parallel safe;

-- Latest instant at or before `at` that parts an account's records from each other: what lies before it is too far away to be
-- matched with what lies after it. Null instead of an interval: the feed is not there.
create function quiet_instant(account integer, at timestamptz, usage_far interval, payment_far interval) returns timestamptz
language plpgsql stable as $$
declare
  edge timestamptz := at;
  item record;
begin
  for item in
    select occurred_at as at, usage_far as far
    from usage_record
    where account_key = account and occurred_at < quiet_instant.at
    union all
    select occurred_at, case type when 2 then usage_far when 1 then payment_far end
    from ledger_entry
    where account_key = account and occurred_at < quiet_instant.at
    union all
    select paid_at, payment_far
    from payment
    where account_key = account and paid_at < quiet_instant.at
    order by 1 desc
  loop
    exit when item.at < edge - greatest(usage_far, payment_far);
    if item.at >= edge - item.far then
      edge := item.at;
    end if;
  end loop;
  return edge;
end $$;
