-- A run reads the entries that it is about once, and clears them: the seal follows, the amount is the price in force, the event
-- is the account's own and under way. The checks ask the database only about entries in doubt.

create unlogged table sweep (
  run_id       bigint primary key,
  after_entry  bigint not null,                -- it read the entries with a higher number
  booked       bigint not null,                -- loads that were booked then; what came later it does not know of
  prices       boolean not null,               -- false: more entries are in doubt than are kept
  events       boolean not null,
  seals        boolean not null                -- false also where entries do not lie in the order of their numbers
);

-- Entries that it could not clear.
create unlogged table sweep_doubt (
  run_id       bigint not null,
  about        text not null check (about in ('price', 'event', 'seal')),
  account_key  integer not null,
  occurred_at  timestamptz not null,
  entry_id     bigint not null,
  seal_before  bytea                           -- of the entry with the number before
);
create index sweep_doubt_run on sweep_doubt (run_id, about);

-- How many entries it read of each load, and the seal of the last one.
create unlogged table sweep_load (
  run_id     bigint not null,
  load_id    integer not null,
  entries    bigint not null,
  last_seal  bytea,
  primary key (run_id, load_id)
);

-- What checks read: everything, where no sweep says more. Temporary tables of a run lie over these, as over scoped_entry.
create view doubtful_price as
select * from ledger_entry;
create view doubtful_event as
select * from ledger_entry;
create view doubtful_seal as
select e.*, lag(e.seal) over (order by e.entry_id) as seal_before
from ledger_entry e;
create view booked_load as
select load_id, count(*) as entries, (array_agg(seal order by entry_id desc))[1] as last_seal
from ledger_entry
group by load_id;

-- Other versions of an entry are few.
create index ledger_entry_replacing on ledger_entry (account_key, transaction_id, version) where version > 1;
