-- The files of an archive as they are read back: columns as they are called there, and the line of each row.
create temporary table file_ledger (
  line            bigint generated always as identity primary key,
  transaction_id  text collate "C" not null,
  account_id      text collate "C" not null,
  event_id        text collate "C",
  occurred_at     timestamptz not null,
  service         text not null,
  type            text not null,
  status          text not null,
  quantity        numeric not null,
  amount          numeric not null,
  balance         numeric,
  sequence        bigint
) on commit drop;

create temporary table file_ledger_places (
  line      bigint generated always as identity primary key,
  entry_id  bigint not null,
  load_id   integer not null,
  line_no   integer not null,
  version   smallint not null
) on commit drop;

create temporary table file_usage (
  line            bigint generated always as identity primary key,
  usage_id        text collate "C" not null,
  account_id      text collate "C" not null,
  event_id        text collate "C",
  occurred_at     timestamptz not null,
  service         text not null,
  quantity        numeric not null,
  status          text not null,
  transaction_id  text collate "C"
) on commit drop;

create temporary table file_usage_places (
  line     bigint generated always as identity primary key,
  load_id  integer not null,
  line_no  integer not null
) on commit drop;

create temporary table file_payments (
  line        bigint generated always as identity primary key,
  payment_id  text collate "C" not null,
  account_id  text collate "C" not null,
  paid_at     timestamptz not null,
  amount      numeric not null,
  credits     numeric not null,
  status      text not null,
  reference   text
) on commit drop;

create temporary table file_payments_places (
  line     bigint generated always as identity primary key,
  load_id  integer not null,
  line_no  integer not null
) on commit drop;
