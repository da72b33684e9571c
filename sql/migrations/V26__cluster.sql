-- Processes that take part in runs beside the one that holds the run lock.
create table worker (
  worker_id    bigint generated always as identity primary key,
  host         text not null,
  process_id   bigint not null,
  session      text not null,          -- application_name of its sessions
  fingerprint  text not null,          -- of program and settings
  started_at   timestamptz not null,
  seen_at      timestamptz not null,
  parts        integer not null default 0  -- that it did
);

-- The parts of the step that is under way; of none other.
create table partition_work (
  step_execution_id  bigint primary key,
  part               text not null,    -- the step that does one
  run_token          bigint not null,  -- of the run lock
  fingerprint        text not null,
  worker_id          bigint,           -- null: nobody has it; 0: the process of the run
  attempt            integer not null default 0,
  taken_at           timestamptz,
  ended_at           timestamptz,
  failure            text
);

-- What parts have made ready, and the run then issues; what is lost of it is made once more.
create unlogged table prepared_statement (
  request       bigint not null,
  account_key   integer not null,
  month         text not null,
  model         text not null,
  number        bigint,                -- that it will have, unless one before it fails
  primary key (request, account_key)
);
create unlogged table prepared_report (
  request       bigint not null,
  event_key     integer not null,
  account_key   integer not null,
  entries       bigint not null,
  elsewhere     bigint not null,
  files         text[],                -- null: not made yet
  primary key (request, event_key)
);
create unlogged table prepared_file (
  request       bigint not null,
  name          text not null,
  branding_key  text not null,         -- of a statement
  sha256        text not null,
  content       bytea not null,
  primary key (request, name)
);
alter table prepared_file alter column content set storage external;
