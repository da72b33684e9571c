-- The ledger in stretches of entry numbers, which are stretches of arrival: the newest one and its indexes stay small and at hand,
-- read one after the other they are the ledger in the order of its chain, and an old one can be taken away whole. Inside, keys and
-- indexes begin with the account. Partition n holds the numbers from n * 10^10; no file has as many lines.

do $$
declare
  names text[];
  queries text[];
  name text;
  i integer;
begin
  -- A view is bound to the table that it was made over, so those over the ledger are made again over the whole.
  select array_agg(v.oid::regclass::text order by v.oid), array_agg(pg_get_viewdef(v.oid) order by v.oid) into names, queries
  from pg_class v
  where v.relkind = 'v'
    and v.oid in (
      select w.ev_class
      from pg_depend d
      join pg_rewrite w on w.oid = d.objid
      where d.classid = 'pg_rewrite'::regclass and d.refobjid = 'ledger_entry'::regclass);
  execute 'drop view ' || array_to_string(names, ', ');

  alter table ledger_entry rename to ledger_entry_0;
  alter table ledger_entry_0 rename constraint ledger_entry_account_key_transaction_id_version_key to ledger_entry_0_once;
  for name in
    select indexrelid::regclass::text
    from pg_index
    where indrelid = 'ledger_entry_0'::regclass and indexrelid::regclass::text not like 'ledger\_entry\_0%'
  loop
    execute format('alter index %s rename to %s', name, replace(name, 'ledger_entry', 'ledger_entry_0'));
  end loop;
  create table ledger_entry (like ledger_entry_0 including storage, constraint ledger_entry_pkey primary key (account_key, occurred_at, entry_id))
    partition by range (entry_id);
  for name in
    select replace(pg_get_indexdef(indexrelid), 'ledger_entry_0', 'ledger_entry')
    from pg_index
    where indrelid = 'ledger_entry_0'::regclass and not indisunique
    order by indexrelid
  loop
    execute name;
  end loop;
  create trigger ledger_entry_is_append_only before update or delete or truncate on ledger_entry
    for each statement execute function refuse_change();
  alter table ledger_entry attach partition ledger_entry_0 for values from (0) to (10000000000);

  for i in 1 .. array_length(names, 1) loop
    execute 'create view ' || names[i] || ' as ' || queries[i];
  end loop;
end $$;

-- What there is, as the catalogue knows it.
create view ledger_partition as
select
  substring(c.relname from '\d+$')::bigint as number,
  c.relname::text as name,
  substring(c.relname from '\d+$')::bigint * 10000000000 as first_entry,
  (substring(c.relname from '\d+$')::bigint + 1) * 10000000000 as past_entry   -- half-open
from pg_inherits h
join pg_class c on c.oid = h.inhrelid
where h.inhparent = 'ledger_entry'::regclass;

-- A table with the columns of the ledger that nobody sees yet, without keys and indexes: rows are copied into it fastest. The
-- check is what makes attaching it a matter of the catalogue alone.
create function new_ledger_partition(number bigint) returns void language plpgsql as $$
begin
  execute format('create table %I (like ledger_entry including storage, constraint %I check (entry_id >= %s and entry_id < %s))',
    'ledger_entry_' || number, 'ledger_entry_' || number || '_numbers', number * 10000000000, (number + 1) * 10000000000);
end $$;

-- Give it the keys, indexes and guard that the others have, and make it a part of the ledger. That an id stands once is kept
-- inside a partition by its index, across them by the booking, which asks all of them and has the ledger to itself.
create function attach_ledger_partition(number bigint) returns void language plpgsql as $$
declare
  name text := 'ledger_entry_' || number;
  index record;
begin
  execute format('alter table %I add constraint %I primary key (account_key, occurred_at, entry_id)', name, name || '_pkey');
  execute format('alter table %I add constraint %I unique (account_key, transaction_id, version)', name, name || '_once');
  for index in
    select replace(indexrelid::regclass::text, 'ledger_entry', name) as name, substring(pg_get_indexdef(indexrelid) from ' USING .*$') as definition
    from pg_index
    where indrelid = 'ledger_entry'::regclass and not indisprimary
    order by indexrelid
  loop
    execute format('create index %I on %I %s', index.name, name, index.definition);
  end loop;
  execute format('create trigger ledger_entry_is_append_only before update or delete or truncate on %I for each statement execute function refuse_change()', name);
  execute format('alter table ledger_entry attach partition %I for values from (%s) to (%s)', name, number * 10000000000, (number + 1) * 10000000000);
  execute format('alter table %I drop constraint %I', name, name || '_numbers');
end $$;
