-- The first page of the master log without reading what is not on it, whatever is asked for; see the README for what each costs.

-- By service, and by event, newest first: also of a service that has not been used for long, and of an event with very many entries.
create index ledger_entry_service on ledger_entry (service_key, occurred_at);
create index ledger_entry_of_event on ledger_entry (event_key, occurred_at) where event_key is not null;
drop index ledger_entry_event;

-- What is not a successful use is a few in a hundred, and a page of it would be looked for among all others.
create index ledger_entry_kind on ledger_entry (type, occurred_at, status, service_key) where type <> 2::smallint;
create index ledger_entry_state on ledger_entry (status, occurred_at, type, service_key) where status <> 1::smallint;

-- The same key with the id first: the beginning of an id is found at one place, not at one for each account. It proves the same.
do $$
declare
  key record;
begin
  for key in
    select conrelid::regclass as of_table, conname as name
    from pg_constraint
    where contype = 'u'
      and (conrelid = 'ledger_entry'::regclass or conrelid in (select inhrelid from pg_inherits where inhparent = 'ledger_entry'::regclass))
      and pg_get_constraintdef(oid) = 'UNIQUE (account_key, transaction_id, version)'
  loop
    execute format('alter table %s drop constraint %I', key.of_table, key.name);
    execute format('alter table %s add constraint %I unique (transaction_id, account_key, version)', key.of_table, key.name);
  end loop;
  if to_regprocedure('attach_ledger_partition(bigint)') is not null then
    execute replace(pg_get_functiondef('attach_ledger_partition(bigint)'::regprocedure),
      '(account_key, transaction_id, version)', '(transaction_id, account_key, version)');
  end if;
end $$;

-- The list of events, the latest first.
create index event_latest on event (coalesce(starts_at, '-infinity'), event_id);

-- A part of an event's id or name, wherever it stands: where the server has the extension and lets the owner make it, else every
-- event is looked at.
do $$
begin
  if exists (select 1 from pg_available_extensions where name = 'pg_trgm') then
    create extension if not exists pg_trgm;
    create index event_text on event using gin (lower(event_id || chr(10) || name) gin_trgm_ops);
  end if;
exception
  when insufficient_privilege then
    raise notice 'pg_trgm is not there: a search looks at every event';
end $$;
