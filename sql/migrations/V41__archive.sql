-- Months that were taken out of the ledger into files. For each account an archive ends at an instant, the first of a month in the
-- account's zone; what occurred before it is in the files, and the balance at that instant is the account's opening balance here.
-- Only what is in force counts: see the views at the end.
create table archive (
  archive_id     integer generated always as identity primary key,
  month          text not null,                -- YYYY-MM: what was asked for, what occurred before this month
  folder         text not null,                -- of the files
  -- writing: nothing is removed yet; removed: nothing but the last proof is missing; archived; returned: taken back
  state          text not null check (state in ('writing', 'removed', 'archived', 'returned')),
  begun_at       timestamptz not null,
  finished_at    timestamptz,
  entries        bigint not null default 0,
  usage_records  bigint not null default 0,
  payments       bigint not null default 0,
  lowest_id      text collate "C",             -- of its transaction ids: ids that rise are told from them at once
  highest_id     text collate "C"
);

create table archive_file (
  archive_id  integer not null references archive,
  file_name   text not null,
  kind        text not null check (kind in ('ledger', 'usage', 'payments', 'ledger places', 'usage places', 'payments places')),
  row_count   bigint not null,
  bytes       bigint not null,
  sha256      text not null,
  primary key (archive_id, file_name)
);
create index archive_file_sha256 on archive_file (sha256);

-- Where each account's part ends, and the balance that is pinned there.
create table archive_account (
  archive_id       integer not null references archive,
  account_key      integer not null references account,
  before_at        timestamptz not null,       -- half-open: the first instant that is still here
  opening_micros   bigint,                     -- micro-credits before its first entry, as the account stated it; null: not stated
  closing_micros   bigint,                     -- micro-credits at before_at; null: known neither from an entry nor stated
  closing_at       timestamptz,                -- of the entry that it is the balance after; null: stated
  entries          bigint not null,            -- all versions
  counted          bigint not null,            -- entries that no other version replaced
  counted_micros   numeric not null,           -- their magnitudes, micro-credits
  first_at         timestamptz,
  last_at          timestamptz,
  texts            bigint not null,            -- payments with a reference that leads to no entry: what was typed there may name somebody
  primary key (archive_id, account_key)
);
create index archive_account_account on archive_account (account_key);

-- How much of a load is in the files, by feed.
create table archive_load (
  archive_id  integer not null references archive,
  load_id     integer not null references load,
  row_count   bigint not null,
  primary key (archive_id, load_id)
);

-- Entries of one load that stood side by side in the chain of seals and went together. The chain goes on from the last one's seal.
create table archive_stretch (
  archive_id   integer not null references archive,
  load_id      integer not null references load,
  first_entry  bigint not null,
  last_entry   bigint not null,
  entries      bigint not null,
  seal_before  bytea not null,                 -- 16 bytes: of the entry before the first
  last_seal    bytea not null,                 -- 16 bytes
  primary key (archive_id, first_entry)
);
create index archive_stretch_load on archive_stretch (load_id);

-- What reconciliation held against the part that went; it is told again in every run.
create table archive_finding (
  archive_id      integer not null references archive,
  check_name      text not null,
  identity        text not null,
  severity        text not null,
  account_key     integer references account,
  event_id        text,
  transaction_id  text,
  usage_id        text,
  payment_id      text,
  occurred_at     timestamptz not null,
  expected        numeric not null,            -- credits
  actual          numeric not null,            -- credits
  cause           text not null,
  explanation     text not null,
  primary key (archive_id, identity)
);

-- Months that feeds covered then (feed_month).
create table archive_month (
  archive_id  integer not null references archive,
  feed        text not null,
  month       timestamptz not null,
  primary key (archive_id, feed, month)
);

-- The timeline's hours of what went: days and months are made of them and of the entries that are here.
create table archive_hour (
  archive_id     integer not null references archive,
  account_key    integer not null references account,
  starts_at      timestamptz not null,
  event_key      integer,
  service_key    smallint not null,
  type           smallint not null,
  status         smallint not null,
  activities     bigint not null,              -- entries
  amount_micros  bigint not null               -- sum of magnitudes, micro-credits
);
create index archive_hour_account on archive_hour (account_key, starts_at);

-- Ids that went, so that they are known for ever: 64-bit hashes, sorted, some hundreds in a row. One in 10^13 ids is taken for another.
create table archive_ids (
  archive_id  integer not null references archive,
  feed        text not null,
  lowest      bigint not null,
  hashes      bigint[] not null,
  primary key (archive_id, feed, lowest)
);
create function archived_id(account_id text, id text) returns bigint
language sql stable parallel safe
return ('x' || encode(substring(sha256(sealed_text(account_id) || sealed_text(id)) from 1 for 8), 'hex'))::bit(64)::bigint;

-- What is in force.
create view archived_account as
select a.account_key, max(a.before_at) as before_at, sum(a.entries)::bigint as entries, sum(a.counted)::bigint as counted,
  sum(a.counted_micros) as counted_micros, min(a.first_at) as first_at, max(a.last_at) as last_at,
  max(a.closing_at) as closing_at
from archive_account a
join archive x using (archive_id)
where x.state in ('removed', 'archived')
group by a.account_key;

create view archived_load as
select l.load_id, sum(l.row_count)::bigint as row_count
from archive_load l
join archive x using (archive_id)
where x.state in ('removed', 'archived')
group by l.load_id;

create view archived_stretch as
select s.load_id, s.first_entry, s.last_entry, s.entries, s.seal_before, s.last_seal
from archive_stretch s
join archive x using (archive_id)
where x.state in ('removed', 'archived');

create view archived_month as
select distinct m.feed, m.month
from archive_month m
join archive x using (archive_id)
where x.state in ('removed', 'archived');

create view archived_hour as
select h.account_key, h.starts_at, h.event_key, h.service_key, h.type, h.status, h.activities, h.amount_micros
from archive_hour h
join archive x using (archive_id)
where x.state in ('removed', 'archived');

create view archived_finding as
select f.check_name, f.identity, f.severity, f.account_key, f.event_id, f.transaction_id, f.usage_id, f.payment_id, f.occurred_at,
  f.expected, f.actual, f.cause, f.explanation
from archive_finding f
join archive x using (archive_id)
where x.state in ('removed', 'archived');

create function is_archived_id(feed_name text, hash bigint) returns boolean
language sql stable parallel safe
return exists (
  select 1
  from archive x
  cross join lateral (
    select i.hashes
    from archive_ids i
    where i.archive_id = x.archive_id and i.feed = feed_name and i.lowest <= hash
    order by i.lowest desc
    limit 1
  ) block
  where x.state in ('removed', 'archived')
    and hash = any (block.hashes));

-- An entry's seal follows from that of the entry before it, or from the last one of a stretch that went from between them.
create or replace view doubtful_seal as
select c.entry_id, c.occurred_at, c.sequence, c.quantity_micros, c.amount_micros, c.balance_micros, c.account_key, c.event_key, c.load_id,
  c.line_no, c.service_key, c.type, c.status, c.version, c.transaction_id, c.seal, c.seal_before
from (
  select l.*, lag(l.seal) over (order by l.entry_id) as seal_before
  from (
    select e.entry_id, e.occurred_at, e.sequence, e.quantity_micros, e.amount_micros, e.balance_micros, e.account_key, e.event_key, e.load_id,
      e.line_no, e.service_key, e.type, e.status, e.version, e.transaction_id, e.seal, true as is_here
    from ledger_entry e
    union all
    select s.last_entry, null, null, null, null, null, null, null, s.load_id, null, null, null, null, null, null, s.last_seal, false
    from archived_stretch s
  ) l
) c
where c.is_here;

-- Put a table with the rows that stay in the place of a stretch of the ledger. Whoever reads or writes the ledger waits only while the
-- catalogue is changed; everything that takes time was done to the other table before, under the name kept_ledger_entry_n.
create function replace_ledger_partition(number bigint) returns void language plpgsql as $$
declare
  name text := 'ledger_entry_' || number;
  kept text := 'kept_ledger_entry_' || number;
  item record;
begin
  execute format('alter table ledger_entry detach partition %I', name);
  execute format('drop table %I', name);
  for item in
    select indexrelid::regclass::text as name
    from pg_index
    where indrelid = kept::regclass
  loop
    execute format('alter index %s rename to %s', item.name, replace(item.name, 'kept_ledger_entry', 'ledger_entry'));
  end loop;
  execute format('alter table %I rename to %I', kept, name);
  execute format('alter table ledger_entry attach partition %I for values from (%s) to (%s)', name, number * 10000000000, (number + 1) * 10000000000);
  execute format('alter table %I drop constraint %I', name, name || '_numbers');
end $$;

-- Make that table, empty and without indexes, and give it what the others have.
create function new_kept_partition(number bigint) returns void language plpgsql as $$
begin
  execute format('drop table if exists %I', 'kept_ledger_entry_' || number);
  execute format('create table %I (like ledger_entry including storage, constraint %I check (entry_id >= %s and entry_id < %s))',
    'kept_ledger_entry_' || number, 'ledger_entry_' || number || '_numbers', number * 10000000000, (number + 1) * 10000000000);
end $$;

create function index_kept_partition(number bigint) returns void language plpgsql as $$
declare
  name text := 'kept_ledger_entry_' || number;
  index record;
begin
  execute format('alter table %I add constraint %I primary key (account_key, occurred_at, entry_id)', name, name || '_pkey');
  execute format('alter table %I add constraint %I unique (transaction_id, account_key, version)', name, name || '_once');
  for index in
    select replace(indexrelid::regclass::text, 'ledger_entry', name) as name, substring(pg_get_indexdef(indexrelid) from ' USING .*$') as definition
    from pg_index
    where indrelid = 'ledger_entry'::regclass and not indisprimary
    order by indexrelid
  loop
    execute format('create index %I on %I %s', index.name, name, index.definition);
  end loop;
  execute format('create trigger ledger_entry_is_append_only before update or delete or truncate on %I for each statement execute function refuse_change()', name);
end $$;
