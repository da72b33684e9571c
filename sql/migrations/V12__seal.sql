-- Every ledger entry is sealed to the one before it, and every load to the load before it, in one chain over the whole ledger.
-- What later changes, removes, adds or swaps an entry breaks the chain; who has an outside copy of a head (it is printed on
-- statements) also notices a chain that was made again from the beginning.

alter table ledger_entry add column seal bytea;  -- 16 bytes: next_seal(of the entry before, by entry_id; this content); null: never sealed

-- One row for every ledger load, in the order in which they were booked, also where no line was new.
create table load_seal (
  seal_no        integer primary key,          -- 1, 2, 3 … without a gap
  load_id        integer not null unique references load,
  entries        bigint not null,              -- rows of ledger_entry that it sealed
  first_entry    bigint not null,              -- the block of entry numbers that was given to the load; nothing else is in it
  last_entry     bigint not null,
  last_seal      bytea not null,               -- of its last entry; where it has none, of the last entry before it
  previous_head  bytea not null,               -- 32 bytes
  head           bytea not null,               -- 32 bytes: SHA-256 over the head before, what `load` says, and the figures here
  sealed_at      timestamptz not null
);
create trigger load_seal_is_append_only before update or delete or truncate on load_seal
  for each statement execute function refuse_change();

-- A text with its length before it, so that two texts side by side can be told apart; nothing has the length -1.
-- Stable, as convert_to is: a function that claims more than its parts is called row by row instead of being part of the query.
create function sealed_text(content text) returns bytea
language sql stable parallel safe
return case
  when content is null then int4send(-1)
  else int4send(octet_length(convert_to(content, 'UTF8'))) || convert_to(content, 'UTF8')
end;

create function sealed_number(content bigint) returns bytea
language sql immutable parallel safe
return case when content is null then '\x00'::bytea else '\x01'::bytea || int8send(content) end;

-- What an entry says to a reader, with names instead of our keys. Java knows the same format: reckoner.seal.EntryContent.
create function entry_content(
  load_id integer, line_no integer, entry_id bigint, occurred_at timestamptz, quantity_micros bigint, amount_micros bigint,
  type smallint, status smallint, version smallint, sequence bigint, balance_micros bigint,
  account_id text, transaction_id text, event_id text, service text) returns bytea
language sql stable parallel safe
return int4send(load_id) || int4send(line_no) || int8send(entry_id) || timestamptz_send(occurred_at)
  || int8send(quantity_micros) || int8send(amount_micros) || int2send(type) || int2send(status) || int2send(version)
  || sealed_number(sequence) || sealed_number(balance_micros)
  || sealed_text(account_id) || sealed_text(transaction_id) || sealed_text(event_id) || sealed_text(service);

create function next_seal(previous bytea, content bytea) returns bytea
language sql immutable parallel safe
return substring(sha256(previous || content) from 1 for 16);

create function next_seal(state bytea, beginning bytea, content bytea) returns bytea
language sql immutable parallel safe
return substring(sha256(coalesce(state, beginning) || content) from 1 for 16);

-- The seals of many entries: seal_chain(seal before the first, content) over (order by entry_id rows unbounded preceding).
create aggregate seal_chain(beginning bytea, content bytea) (sfunc = next_seal, stype = bytea);

create function load_head(
  previous_head bytea, seal_no integer, load_id integer, mapping text, file_name text, sha256 text, bytes bigint, row_count bigint,
  accepted_count bigint, rejected_count bigint, known_count bigint, skipped_count bigint, amount_micros numeric,
  entries bigint, first_entry bigint, last_entry bigint, last_seal bytea, sealed_at timestamptz) returns bytea
language sql stable parallel safe
return sha256(previous_head || int4send(seal_no) || int4send(load_id)
  || sealed_text(mapping) || sealed_text(file_name) || sealed_text(sha256)
  || int8send(bytes) || int8send(row_count) || int8send(accepted_count) || int8send(rejected_count) || int8send(known_count)
  || int8send(skipped_count) || sealed_text(amount_micros::text)
  || int8send(entries) || int8send(first_entry) || int8send(last_entry) || last_seal || timestamptz_send(sealed_at));

-- What stands before the first load and the first entry.
create view seal_now as
select
  coalesce(max(seal_no), 0) as seal_no,
  coalesce((select s.last_seal from load_seal s order by s.seal_no desc limit 1), decode(repeat('00', 16), 'hex')) as last_seal,
  coalesce((select s.head from load_seal s order by s.seal_no desc limit 1), decode(repeat('00', 32), 'hex')) as head
from load_seal;
