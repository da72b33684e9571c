-- Who may sign in to the console, and what everybody did there.

create table console_user (
  user_id         integer generated always as identity primary key,
  name            text not null check (name = btrim(name) and name <> ''),
  password_hash   text not null check (password_hash not like '{noop}%'),
  role            text not null check (role in ('finance', 'operator', 'admin')),
  stamp           integer not null default 1,  -- rises with every change that ends open sessions
  failed_logins   integer not null default 0,  -- since the last login that succeeded
  locked_until    timestamptz,
  disabled_at     timestamptz,
  created_at      timestamptz not null,
  last_login_at   timestamptz
);
create unique index console_user_name on console_user (lower(name));

-- The accounts of an operator; finance and admin see all.
create table console_user_account (
  user_id      integer not null references console_user,
  account_key  integer not null references account,
  primary key (user_id, account_key)
);

-- The way in for the first admin: shown once, kept as a hash, good for one use.
create table setup_token (
  token_hash  text primary key,                -- SHA-256
  created_at  timestamptz not null,
  expires_at  timestamptz not null
);

-- What programs sign in with; a token may do what its user may.
create table api_token (
  token_id      integer generated always as identity primary key,
  user_id       integer not null references console_user,
  label         text not null,
  token_hash    text not null unique,          -- SHA-256; the token has 256 random bits
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  revoked_at    timestamptz,
  last_used_at  timestamptz
);

-- Append-only: every act, also those that were refused.
create table audit_entry (
  audit_id  bigint generated always as identity primary key,
  at        timestamptz not null,
  actor     text not null,                     -- name of the user; '' where nobody is signed in
  role      text not null,
  address   text not null,                     -- where the request came from
  act       text not null,                     -- such as 'sign in', or method and route
  subject   text not null,                     -- what it was about
  outcome   text not null check (outcome in ('done', 'refused', 'failed')),
  detail    text not null
);
create index audit_entry_actor on audit_entry (actor, audit_id);
create trigger audit_entry_is_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change();
