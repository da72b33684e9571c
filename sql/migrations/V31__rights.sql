-- What logins other than the owner may do. The groups are made by sql/roles.sql; where there are none, nothing is granted.

-- The application makes a table for each load while it is read, and may make tables nowhere else.
do $$
begin
  if to_regnamespace('staging') is null then
    create schema staging;
  end if;
end $$;

-- Only an owner may summarize an index; what a load of millions has added is looked for by block ranges at once.
create function summarize_ledger_index(index regclass) returns integer language sql security definer
return case when exists (
  select 1
  from pg_index i
  where i.indexrelid = index
    and (i.indrelid = 'ledger_entry'::regclass or i.indrelid in (select inhrelid from pg_inherits where inhparent = 'ledger_entry'::regclass)))
  then brin_summarize_new_values(index) end;

-- Give both groups what is theirs, on everything that is there now: called by the owner after every migration. What is
-- append-only or frozen may be read and added to; secrets are for the application alone.
create function grant_rights() returns void language plpgsql as $$
declare
  application constant text := 'reckoner_application';
  reader constant text := 'reckoner_reader';
  has_application constant boolean := exists (select 1 from pg_roles where rolname = application);
  has_reader constant boolean := exists (select 1 from pg_roles where rolname = reader);
  place constant text := quote_ident(current_schema());
  owner constant text := quote_ident(pg_get_userbyid((select relowner from pg_class where oid = 'ledger_entry'::regclass)));
  kept constant text[] := array['superseded_entry', 'repeated_record', 'usage_record', 'payment', 'statement', 'statement_file', 'branding'];
  fixed constant text[] := array['flyway_schema_history', 'schema_step', 'entry_type', 'entry_status'];
  secret constant text := '^(erasure_name|console_|setup_token|api_token|audit_entry|batch_|qrtz_|flyway_|schema_step|run_lock|worker|partition_work|prepared_|stage_)';
  relation record;
  part record;
begin
  for relation in
    select
      c.oid,
      format('%s.%I', place, c.relname) as name,
      c.relname,
      c.relkind,
      c.relkind in ('v', 'm') or c.relname = any(fixed) as is_fixed,
      c.relispartition or c.relname = any(kept)
        or exists (select 1 from pg_trigger g where g.tgrelid = c.oid and g.tgfoid = 'refuse_change()'::regprocedure) as only_grows,
      c.relpersistence = 'u' as is_working
    from pg_class c
    where c.relnamespace = place::regnamespace
      and c.relkind in ('r', 'p', 'v', 'm', 'S')
      and c.relowner = (select relowner from pg_class where oid = 'ledger_entry'::regclass)
    order by c.relname
  loop
    if has_application then
      execute format('revoke all on %s from %I', relation.name, application);
      execute format('grant %s on %s %s to %I',
        case
          when relation.relkind = 'S' then 'usage, select, update'
          when relation.is_fixed then 'select'
          when relation.only_grows then 'select, insert'
          when relation.is_working then 'select, insert, update, delete, truncate'
          else 'select, insert, update, delete'
        end,
        case when relation.relkind = 'S' then 'sequence' else 'table' end, relation.name, application);
      -- The planner's figures are renewed after a load; older servers let an owner alone do it, or do it by themselves later.
      if current_setting('server_version_num')::integer >= 170000 and relation.relkind in ('r', 'p') then
        execute format('grant maintain on table %s to %I', relation.name, application);
      end if;
    end if;
    if has_reader and relation.relkind in ('r', 'p', 'v', 'm') and relation.relname !~ secret then
      execute format('grant select on table %s to %I', relation.name, reader);
    end if;
  end loop;
  if has_application then
    -- Of a statement only that another one has replaced it.
    execute format('grant update (replaced_by) on %s.statement to %I', place, application);
    -- A new stretch of the ledger is there as soon as a load has asked for it.
    execute format('alter default privileges for role %s in schema %s grant select, insert%s on tables to %I', owner, place,
      case when current_setting('server_version_num')::integer >= 170000 then ', maintain' end, application);
    execute format('grant usage on schema %s, staging to %I', place, application);
    execute format('grant create on schema staging to %I', application);
    for part in
      select p.oid::regprocedure as signature
      from pg_proc p
      where p.pronamespace = place::regnamespace and p.proname in ('new_ledger_partition', 'attach_ledger_partition', 'summarize_ledger_index', 'erase_person')
    loop
      execute format('alter function %s security definer set search_path = %s, pg_temp', part.signature, place);
      execute format('revoke all on function %s from public', part.signature);
      execute format('grant execute on function %s to %I', part.signature, application);
    end loop;
  end if;
  if has_reader then
    execute format('grant usage on schema %s to %I', place, reader);
  end if;
end $$;
