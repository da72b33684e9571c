-- Letting go of a person: names are replaced by a pseudonym, the books stay. What of each table names a person is said by
-- sql/personal/columns.yaml; a test erases somebody whose name stands in every such column.

-- Whose name was let go, and what stands for it. From its first row on, files bring no name of this account any more.
create table erasure (
  account_key  integer primary key references account,
  pseudonym    text not null unique,           -- random, tells nothing of the person
  reason       text not null,
  asked_by     text not null,
  begun_at     timestamptz not null
);
create trigger erasure_is_append_only before update or delete or truncate on erasure
  for each statement execute function refuse_change();

-- Names that stood in files alone, kept until the erasure that has taken them out of there is done with the rows: one that was
-- killed in between would not know them any more.
create table erasure_name (
  account_key  integer not null references account,
  name         text not null,
  primary key (account_key, name)
);

-- Files whose copy in processed/ is not as it was delivered, because names in it were replaced: it is still known as that load.
create table rewritten_file (
  load_id  integer not null references load,
  sha256   text not null,                      -- of what lies there
  at       timestamptz not null,
  primary key (load_id, sha256)
);
create index rewritten_file_sha256 on rewritten_file (sha256);
create trigger rewritten_file_is_append_only before update or delete or truncate on rewritten_file
  for each statement execute function refuse_change();

-- Lines whose name was not taken, because its person is erased.
alter table load add column withheld_count bigint not null default 0;

-- Names in what is otherwise append-only are replaced by erase_person alone, which sets this for its transaction. A login that may
-- not update these tables gains nothing by setting it.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name in ('audit_entry', 'discrepancy_history', 'delivery_attempt')
    and current_setting('reckoner.erasing', true) = 'on' then
    return null;
  end if;
  raise exception '% is append-only: a correction is a new entry', tg_table_name;
end $$;

-- A text without these names, in whatever case they are written. `pattern` is the names as one expression.
create function erased_text(content text, pattern text, pseudonym text) returns text
language sql immutable parallel safe
return regexp_replace(content, pattern, pseudonym, 'gi');

-- The same in the strings of a document; what it does not concern stays as it is.
create function erased_json(content jsonb, pattern text, pseudonym text) returns jsonb
language plpgsql immutable parallel safe as $$
begin
  case jsonb_typeof(content)
    when 'string' then
      return to_jsonb(erased_text(content #>> '{}', pattern, pseudonym));
    when 'object' then
      return (
        select coalesce(jsonb_object_agg(m.key, case when jsonb_typeof(m.value) in ('string', 'object', 'array') then erased_json(m.value, pattern, pseudonym) else m.value end), '{}')
        from jsonb_each(content) m);
    when 'array' then
      return (
        select coalesce(jsonb_agg(case when jsonb_typeof(m.value) in ('string', 'object', 'array') then erased_json(m.value, pattern, pseudonym) else m.value end order by m.place), '[]')
        from jsonb_array_elements(content) with ordinality m (value, place));
    else
      return content;
  end case;
end $$;

-- References that lead to an entry are no free text: the matching goes by them.
create function leads_to_entry(account integer, reference text) returns boolean
language sql stable
return exists (
    select 1
    from ledger_entry e
    where e.account_key = account
      and e.transaction_id >= reference
      and e.transaction_id <= reference || chr(1114111))
  or exists (
    select 1
    from ledger_entry e
    where e.account_key = account
      and e.transaction_id = any (array(select left(reference, n) from generate_series(1, length(reference)) n)));

-- Names as one expression, longest first, in the ways in which text, CSV and JSON write them.
create function names_pattern(names text[], except_for text) returns text
language sql stable
return (
  select string_agg(regexp_replace(f.form, '([\\.^$*+?()\[\]{}|])', '\\\1', 'g'), '|' order by length(f.form) desc, f.form)
  from unnest(names) n
  cross join lateral (values (n), (replace(n, '"', '""')), (substr(to_jsonb(n)::text, 2, length(to_jsonb(n)::text) - 2))) f (form)
  where length(n) >= 4 and n <> except_for);

-- Replace every name of the account's person, and these names wherever they stand in free text. Amounts, times, ids, hashes and
-- seals are not touched. Who calls it has to have begun an erasure; returns what was changed.
create function erase_person(account integer, names text[], logins integer[]) returns table (place text, changed bigint)
language plpgsql as $$
declare
  stand_in text;
  pattern text;
  whole text;
  own text;
  item record;
begin
  select e.pseudonym into stand_in from erasure e where e.account_key = account;
  if stand_in is null then
    raise exception 'no erasure of account % was begun', account;
  end if;
  perform set_config('reckoner.erasing', 'on', true);
  pattern := names_pattern(names, stand_in);
  whole := '^(' || pattern || ')$';
  -- What events are called and payments say may be a word of everyday, so it is looked for in the account's own rows alone.
  own := names_pattern(names || array(
    select v.name from event v where v.account_key = account and v.name <> v.event_id
    union
    select p.reference from payment p where p.account_key = account and not leads_to_entry(account, p.reference)), stand_in);

  -- What is the person's own.
  update account a set name = stand_in, email = null where a.account_key = account and (a.name, a.email) is distinct from (stand_in, null);
  get diagnostics changed = row_count; place := 'account'; return next;
  update event v set name = v.event_id where v.account_key = account and v.name <> v.event_id;
  get diagnostics changed = row_count; place := 'event'; return next;
  update seen_event v set name = v.event_id where v.account_key = account and v.name <> v.event_id;
  update payment p set reference = stand_in where p.account_key = account and p.reference <> stand_in and not leads_to_entry(account, p.reference);
  get diagnostics changed = row_count; place := 'payment'; return next;
  update statement s
  set model = jsonb_set(erased_json(s.model, coalesce(own, '$.'), stand_in), '{holder,name}', to_jsonb(stand_in))
  where s.account_key = account;
  get diagnostics changed = row_count; place := 'statement'; return next;
  update delivery_attempt t set address = stand_in
  from delivery d join statement s using (statement_id)
  where d.delivery_id = t.delivery_id and d.target = 'mail' and s.account_key = account and t.address <> stand_in;
  get diagnostics changed = row_count; place := 'delivery_attempt'; return next;
  update delivery d set state = 'cancelled'
  from statement s
  where s.statement_id = d.statement_id and s.account_key = account and d.state in ('queued', 'sending', 'failed');
  update api_token t set label = stand_in, revoked_at = coalesce(t.revoked_at, now()) where t.user_id = any(logins) and t.label <> stand_in;
  update console_user u
  set name = stand_in || case when u.user_id > (select min(l) from unnest(logins) l) then '-' || u.user_id else '' end,
      subject = case when u.subject is not null then stand_in || '-' || u.user_id end,
      password_hash = case when u.password_hash is not null then '{bcrypt}erased' end,
      disabled_at = coalesce(u.disabled_at, now()),
      stamp = u.stamp + 1
  where u.user_id = any(logins) and not starts_with(u.name, stand_in);
  get diagnostics changed = row_count; place := 'console_user'; return next;
  delete from prepared_statement;
  delete from prepared_report;
  delete from prepared_file;

  -- What may name anybody. A file that was sealed with its load keeps its name.
  for item in
    select t.name, c.name as col, t.kept
    from (values
      ('audit_entry', 'actor address subject detail', ''),
      ('discrepancy', 'explanation assignee accept_note proposed_by accepted_by', ''),
      ('discrepancy_history', 'actor note', ''),
      ('kept_finding', 'explanation', ''),
      ('archive_finding', 'explanation', ''),
      ('verified_finding', 'explanation', ''),
      ('found_discrepancy', 'explanation', ''),
      ('chain_finding', 'explanation', ''),
      ('delivery_attempt', 'answer', ''),
      ('statement_outcome', 'reason', ''),
      ('event_outcome', 'reason', ''),
      ('due_run', 'arguments asked_by message', ''),
      ('load', 'file_name', 'and not exists (select 1 from load_seal s where s.load_id = t.load_id)'),
      ('rejected_record', 'value reason', ''),
      ('reconcile_run', 'scope', ''),
      ('reconcile_check', 'reason', ''),
      ('batch_job_execution', 'exit_message', ''),
      ('batch_job_execution_params', 'parameter_value', ''),
      ('batch_job_execution_context', 'short_context serialized_context', ''),
      ('batch_step_execution', 'exit_message', ''),
      ('batch_step_execution_context', 'short_context serialized_context', ''),
      ('partition_work', 'part failure', ''),
      ('run_lock', 'owner command', ''),
      ('schedule_state', 'paused_by', '')) t (name, columns, kept)
    cross join unnest(string_to_array(t.columns, ' ')) c (name)
    where own is not null
  loop
    execute format(
      case
        -- Who did something is one name from end to end, and part of another one's it is not.
        when item.col in ('actor', 'assignee', 'proposed_by', 'accepted_by', 'asked_by', 'paused_by')
          then 'update %1$I t set %2$I = $2 where t.%2$I ~* $3 %3$s'
        when item.col = 'explanation'
          then 'update %1$I t set explanation = erased_text(t.explanation, case when t.account_key = $5 then $4 else $1 end, $2)
            where t.explanation ~* case when t.account_key = $5 then $4 else $1 end %3$s'
        when item.col = 'arguments' then 'update %1$I t set %2$I = erased_json(t.%2$I, $1, $2) where t.%2$I <> erased_json(t.%2$I, $1, $2) %3$s'
        else 'update %1$I t set %2$I = erased_text(t.%2$I, $1, $2) where t.%2$I ~* $1 %3$s'
      end, item.name, item.col, item.kept) using coalesce(pattern, '$.'), stand_in, coalesce(whole, '$.'), own, account;
    get diagnostics changed = row_count;
    place := item.name;
    if changed > 0 then
      return next;
    end if;
  end loop;
  perform set_config('reckoner.erasing', '', true);
end $$;
