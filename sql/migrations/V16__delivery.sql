-- The outbox: which statement goes to whom and how, and what came of every attempt.
create sequence delivery_request;

create table delivery (
  delivery_id      bigint generated always as identity primary key,
  statement_id     bigint not null references statement,
  target           text not null check (target in ('mail', 'folder')),
  message_id       text not null unique,       -- the same on every attempt, so that a reader can tell a mail sent twice
  -- sending: begun, and not known how it ended; an attempt that died leaves it so
  state            text not null check (state in ('queued', 'sending', 'sent', 'failed', 'cancelled')),
  attempts         integer not null default 0,
  doubtful         boolean not null default false, -- an earlier attempt died while it was sending: possibly sent twice
  queued_at        timestamptz not null,
  next_attempt_at  timestamptz not null,
  unique (statement_id, target)
);
create index delivery_waiting on delivery (next_attempt_at) where state in ('queued', 'sending');

-- What went to whom, and what was answered.
create table delivery_attempt (
  attempt_id   bigint generated always as identity primary key,
  delivery_id  bigint not null references delivery,
  request      bigint not null,
  at           timestamptz not null,
  address      text,                           -- e-mail address or folder; null: the account has none
  outcome      text not null check (outcome in ('sent', 'later', 'failed', 'cancelled')),
  answer       text not null                   -- of the mail server or the file system
);
create index delivery_attempt_delivery on delivery_attempt (delivery_id, attempt_id);
create trigger delivery_attempt_is_append_only before update or delete or truncate on delivery_attempt
  for each statement execute function refuse_change();
