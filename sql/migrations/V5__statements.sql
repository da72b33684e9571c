-- The register of issued documents. What is here is frozen: figures, names, zone and the bytes' hashes.
create table statement_number (
  series       text primary key,               -- one gap-free series an issuer
  last_number  bigint not null
);

create table statement (
  statement_id  bigint generated always as identity primary key,
  number        text not null unique,
  account_key   integer not null references account,
  starts_at     timestamptz not null,
  ends_at       timestamptz not null,          -- half-open
  month         text,                          -- YYYY-MM in the account's zone
  opening       numeric not null,              -- credits
  closing       numeric not null,              -- credits
  issued_at     timestamptz not null,
  model         jsonb not null,                -- the whole Statement
  replaces      text references statement (number),
  replaced_by   text references statement (number)
);
create unique index statement_once on statement (account_key, starts_at, ends_at) where replaced_by is null;

create table statement_file (
  statement_id  bigint not null references statement,
  format        text not null check (format in ('pdf', 'xlsx', 'csv')),
  file_name     text not null,
  sha256        text not null,
  bytes         bigint not null,
  primary key (statement_id, format)
);
create index statement_file_sha256 on statement_file (sha256);
