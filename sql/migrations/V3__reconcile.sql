create table reconcile_run (
  run_id         bigint generated always as identity primary key,
  as_of          timestamptz not null,
  accounts       bigint not null default 0,
  entries        bigint not null default 0,
  amount_micros  numeric not null default 0,   -- sum of magnitudes over the entries looked at, micro-credits
  covers_from    timestamptz,
  covers_to      timestamptz,
  scope          text not null,                -- what was asked for, in words
  whole_ledger   boolean not null,
  dry_run        boolean not null,
  started_at     timestamptz not null,
  finished_at    timestamptz
);

create table reconcile_check (
  run_id     bigint not null references reconcile_run on delete cascade,
  check_name text not null,
  severity   text not null check (severity in ('error', 'warning', 'info')),
  outcome    text not null check (outcome in ('agrees', 'discrepancies', 'not_run')),
  found      bigint not null,
  reason     text,
  primary key (run_id, check_name)
);

-- What the chain walk of one run found; the checks running_balance, opening_balance, failed_but_charged and
-- duplicate_transaction read it. Emptied when the run ends.
create unlogged table chain_finding (
  run_id           bigint not null,
  account_key      integer not null,
  entry_id         bigint not null,
  kind             text not null,              -- name of the check that reports it
  expected_micros  bigint not null,            -- micro-credits
  actual_micros    bigint not null,            -- micro-credits
  cause            text not null,
  explanation      text not null,
  usage_id         text,
  payment_id       text
);
create index chain_finding_entry on chain_finding (run_id, account_key, entry_id);

-- What the checks of the newest run returned, before it is compared with what was known.
create unlogged table found_discrepancy (
  run_id          bigint not null,
  identity        text not null,
  check_name      text not null,
  severity        text not null,
  account_key     integer,                     -- null: about no account, such as a price list
  event_id        text,
  transaction_id  text,
  usage_id        text,
  payment_id      text,
  occurred_at     timestamptz,
  expected        numeric not null,            -- credits
  actual          numeric not null,            -- credits
  cause           text not null,
  explanation     text not null,
  primary key (run_id, identity)
);

create table discrepancy (
  discrepancy_id     bigint generated always as identity primary key,
  identity           text not null unique,     -- check, account and row or gap: the same finding in every run
  check_name         text not null,
  severity           text not null check (severity in ('error', 'warning', 'info')),
  account_key        integer references account, -- null: about no account, such as a price list
  event_id           text,
  transaction_id     text,
  usage_id           text,
  payment_id         text,
  occurred_at        timestamptz,
  expected           numeric not null,         -- credits
  actual             numeric not null,         -- credits
  difference         numeric generated always as (actual - expected) stored,
  cause              text not null,
  explanation        text not null,
  state              text not null check (state in ('open', 'assigned', 'accepted', 'resolved')),
  first_run          bigint not null references reconcile_run,
  last_run           bigint not null references reconcile_run,
  opened_at          timestamptz not null,
  closed_at          timestamptz
);
create index discrepancy_account on discrepancy (account_key, occurred_at);

-- Append-only: who did what to a finding, when and why. The run itself acts as 'reconcile'.
create table discrepancy_history (
  history_id      bigint generated always as identity primary key,
  discrepancy_id  bigint not null references discrepancy,
  at              timestamptz not null,
  actor           text not null,
  action          text not null,
  note            text
);
create index discrepancy_history_discrepancy on discrepancy_history (discrepancy_id, history_id);
create trigger discrepancy_history_is_append_only before update or delete or truncate on discrepancy_history
  for each statement execute function refuse_change();
