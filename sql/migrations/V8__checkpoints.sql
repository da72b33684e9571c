-- How far each account is proven. A run walks only what came later; what it finds is kept with it, in one transaction.
-- No foreign keys: thousands of rows change in every run, and all of it can be made again by a full one.
create table checkpoint (
  account_key     integer primary key,
  opening_micros  bigint,                      -- stated opening balance it was proven from, micro-credits
  balance_micros  bigint not null,             -- micro-credits after the last entry of the chain
  last_at         timestamptz not null,
  last_sequence   bigint,
  last_entry_id   bigint not null,
  first_at        timestamptz not null,
  entries         bigint not null,
  amount_micros   numeric not null,            -- sum of magnitudes, micro-credits
  open_findings   integer not null,            -- rows in verified_finding
  run_id          bigint not null
);

-- What the walk found in the proven part. Every run reports it again, so that nothing heals because nobody looked.
create table verified_finding (
  account_key      integer not null references account,
  entry_id         bigint not null,
  kind             text not null,              -- name of the check that reports it
  expected_micros  bigint not null,            -- micro-credits
  actual_micros    bigint not null,            -- micro-credits
  cause            text not null,
  explanation      text not null,
  usage_id         text,
  payment_id       text
);
create index verified_finding_account on verified_finding (account_key);

-- Up to which entry and load the whole ledger was seen: by the walk ('chain'), and by checks whose findings are kept ('checks').
create table reconcile_mark (
  name      text primary key check (name in ('chain', 'checks')),
  entry_id  bigint not null,
  load_id   integer not null,
  run_id    bigint not null references reconcile_run
);

-- Which entries a check of single entries has to look at in a run: those of these accounts with a higher number, none of
-- which is earlier than from_at. An account that is not here has nothing new.
create unlogged table reconcile_scope (
  run_id       bigint not null,
  account_key  integer not null,
  after_entry  bigint not null,                -- -1: every entry
  from_at      timestamptz not null,
  primary key (run_id, account_key)
);

alter table reconcile_run add column walked bigint not null default 0;  -- entries that this run read; the others were proven before
