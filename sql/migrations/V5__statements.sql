-- The register of issued documents. What is here is frozen: figures, names, zone, brand and the bytes' hashes.
create table statement_number (
  series       text primary key,               -- one gap-free series an issuer
  last_number  bigint not null
);

-- Who issued and in which colours, as it was: a statement is made again with the brand that it was issued with.
create table branding (
  branding_key  text primary key,              -- SHA-256 of words and logo
  words         jsonb not null,
  logo_name     text,
  logo          bytea
);

create table statement (
  statement_id  bigint generated always as identity primary key,
  number        text not null unique,
  account_key   integer not null references account,
  starts_at     timestamptz not null,
  ends_at       timestamptz not null,          -- half-open
  month         text,                          -- YYYY-MM in the zone that the account had when it was issued
  opening       numeric not null,              -- credits
  closing       numeric not null,              -- credits
  issued_at     timestamptz not null,
  model         jsonb not null,                -- the whole Statement
  branding_key  text not null references branding,
  replaces      text references statement (number),
  -- Set before the replacement is inserted, so checked when the transaction ends.
  replaced_by   text references statement (number) deferrable initially deferred
);
create unique index statement_once on statement (account_key, starts_at, ends_at) where replaced_by is null;
-- Also where the account has changed its zone since.
create unique index statement_month_once on statement (account_key, month) where replaced_by is null;

create table statement_file (
  statement_id  bigint not null references statement,
  format        text not null check (format in ('pdf', 'xlsx', 'csv')),
  file_name     text not null,                 -- below out/ of the home
  sha256        text not null,
  bytes         bigint not null,
  primary key (statement_id, format)
);
create index statement_file_sha256 on statement_file (sha256);

-- A number for every command that asks for documents; what became of each account or event is kept under it.
create sequence document_request;

create table statement_outcome (
  request      bigint not null,
  account_key  integer not null references account,
  outcome      text not null check (outcome in ('issued', 'already issued', 'restated', 'unchanged', 'draft', 'no activity', 'held', 'failed')),
  number       text,
  reason       text,
  primary key (request, account_key)
);

create table event_outcome (
  request    bigint not null,
  event_key  integer not null references event,
  outcome    text not null check (outcome in ('made', 'failed')),
  reason     text,                             -- also what a report that was made leaves out
  primary key (request, event_key)
);
