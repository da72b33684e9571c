-- The ledger and what it refers to. Amounts are whole micro-credits in bigint: 1.00 credit is 1000000.
-- Exact, narrow, and fast to copy and to sum; the view `entry` shows them as credits.

create table account (
  account_key             integer generated always as identity primary key,
  account_id              text collate "C" not null unique,
  name                    text not null,
  time_zone               text not null,       -- IANA name; months, days and hours of the account are in it
  currency                text not null,       -- ISO 4217
  email                   text,
  opening_balance_micros  bigint,              -- micro-credits; null: the first entry is the anchor
  known                   boolean not null     -- false: seen in a ledger before any accounts feed named it
);

create table plan_change (
  account_key     integer not null references account,
  effective_from  timestamptz not null,
  plan            text not null,
  primary key (account_key, effective_from)
);

create table event (
  event_key    integer generated always as identity primary key,
  event_id     text collate "C" not null unique,
  account_key  integer references account,
  name         text not null,
  starts_at    timestamptz,
  ends_at      timestamptz,                    -- half-open: the first instant after the event
  known        boolean not null                -- false: seen in a ledger before any events feed named it
);

create table service (
  service_key  smallint generated always as identity primary key,
  name         text not null unique,           -- `Feature (Engine)`, as the feeds write it
  feature      text not null,
  engine       text not null                   -- what stands in the parentheses, else the whole name
);

create table price (
  service_key        smallint not null references service,
  plan               text not null,            -- '' is every plan without a price of its own
  effective_from     timestamptz not null,
  effective_to       timestamptz,              -- half-open; null: still in force
  unit_price_micros  bigint not null,          -- micro-credits for a quantity of 1
  primary key (service_key, plan, effective_from),
  check (effective_to > effective_from)
);

-- One row for every file that was taken, and for every one that was refused.
create table load (
  load_id              integer generated always as identity primary key,
  feed                 text not null,          -- native feed: accounts, plans, events, prices, ledger, usage, payments
  mapping              text not null,          -- name in feeds.yaml; the feed's own name for native files
  file_name            text not null,
  sha256               text not null,          -- of the file's bytes as delivered
  bytes                bigint not null,
  state                text not null check (state in ('loading', 'loaded', 'refused')),
  row_count            bigint not null default 0,  -- data lines
  accepted_count       bigint not null default 0,
  rejected_count       bigint not null default 0,
  known_count          bigint not null default 0,  -- equal to what was here already
  amount_micros        numeric not null default 0, -- sum over accepted rows, micro-credits
  tolerance_micros     bigint not null default 0,  -- of the source: its balances are printed rounded by up to this
  order_window         text not null default 'instant',
  started_at           timestamptz not null,
  finished_at          timestamptz
);
create unique index load_once on load (sha256, mapping) where state <> 'refused';

create table rejected_record (
  load_id      integer not null references load,
  line_no      bigint not null,                -- physical line, header included, from 1
  column_name  text not null,
  value        text not null,
  reason       text not null,
  remedy       text not null
);
create index rejected_record_load on rejected_record (load_id, line_no);

create table entry_type (
  type  smallint primary key,
  name  text not null unique,
  sign  smallint not null                      -- effect of a successful entry: sign * amount
);
insert into entry_type (type, name, sign)
values (1, 'Add', 1), (2, 'Consume', -1), (3, 'Refund', 1), (4, 'Coupon', 1), (5, 'Adjustment', 1), (6, 'Expiry', -1);

create table entry_status (
  status  smallint primary key,
  name    text not null unique,
  moves   boolean not null                     -- does it move the balance? (the chain decides for Failed)
);
insert into entry_status (status, name, moves)
values (1, 'Success', true), (2, 'Failed', false), (3, 'Pending', false);

-- Append-only. No foreign keys: the booking statement resolves every key, and a row check would double its cost.
create table ledger_entry (
  entry_id         bigint not null,            -- rises in the order of the source, oldest first
  occurred_at      timestamptz not null,
  sequence         bigint,                     -- the source's own order within an instant
  quantity_micros  bigint not null,            -- micro-units: 1 is 1000000
  amount_micros    bigint not null,            -- micro-credits, a magnitude; negative only for Adjustment
  balance_micros   bigint,                     -- micro-credits after this entry; null only while Pending, or Failed at a source that then gives none
  account_key      integer not null,
  event_key        integer,
  load_id          integer not null,
  line_no          integer not null,
  service_key      smallint not null,
  type             smallint not null,
  status           smallint not null,
  version          smallint not null,          -- 1, or higher where the source sent the id again with other content
  transaction_id   text collate "C" not null,
  primary key (account_key, occurred_at, entry_id),
  unique (account_key, transaction_id, version)
);
-- Loads and entries are numbered as they come, so a block range finds those of one load, and the new ones.
create index ledger_entry_load on ledger_entry using brin (load_id, entry_id) with (pages_per_range = 32);

-- Entries that a later version replaced. They stay where they are; what reads the ledger leaves them out.
create table superseded_entry (
  account_key  integer not null,
  entry_id     bigint not null,
  by_entry_id  bigint not null,
  primary key (account_key, entry_id)
);

-- A line whose transaction id was there already: equal content (nothing else happens) or other content (a new version).
create table repeated_record (
  load_id         integer not null references load,
  line_no         integer not null,
  account_key     integer not null,
  transaction_id  text collate "C" not null,
  same_file       boolean not null,
  same_content    boolean not null,
  primary key (load_id, line_no)
);

create table usage_record (
  account_key      integer not null,
  usage_id         text collate "C" not null,
  event_key        integer,
  occurred_at      timestamptz not null,
  quantity_micros  bigint not null,            -- micro-units
  load_id          integer not null,
  line_no          integer not null,
  service_key      smallint not null,
  status           smallint not null,
  transaction_id   text collate "C",           -- the entry that billed it, where the engine was told
  primary key (account_key, usage_id)
);
create index usage_record_time on usage_record (account_key, occurred_at);

create table payment (
  account_key    integer not null,
  payment_id     text collate "C" not null,
  paid_at        timestamptz not null,
  amount_micros  bigint not null,              -- micro-units of the currency that was paid
  credits_micros bigint not null,              -- micro-credits that it buys
  status         text not null,
  reference      text,
  load_id        integer not null,
  line_no        integer not null,
  primary key (account_key, payment_id)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: a correction is a new entry', tg_table_name;
end $$;
create trigger ledger_entry_is_append_only before update or delete or truncate on ledger_entry
  for each statement execute function refuse_change();

-- The ledger as people and checks read it: current versions, names instead of keys, credits instead of micro-credits.
create view entry as
select
  a.account_id        as account,
  v.event_id          as event,
  e.transaction_id    as transaction,
  e.occurred_at,
  s.name              as service,
  s.engine,
  t.name              as type,
  st.name             as status,
  e.quantity_micros * 0.000001 as quantity,
  e.amount_micros * 0.000001   as amount,
  e.balance_micros * 0.000001  as balance,
  e.account_key, e.event_key, e.service_key, e.entry_id, e.load_id, e.line_no, e.sequence, e.version,
  e.type as type_code, e.status as status_code, e.amount_micros, e.quantity_micros, e.balance_micros
from ledger_entry e
join account a using (account_key)
join service s using (service_key)
join entry_type t using (type)
join entry_status st using (status)
left join event v on v.event_key = e.event_key
where not exists (
  select 1 from superseded_entry x where x.account_key = e.account_key and x.entry_id = e.entry_id);

