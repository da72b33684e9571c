-- Shapes of the staging tables. A load copies its file into an unlogged table of its own, `stage_<feed>_<load id>`, made like
-- the one of its feed here and dropped when the file is booked or refused. These stay empty.

create sequence ledger_entry_number as bigint;

create unlogged table stage_accounts (
  line_no                 integer not null,    -- physical line, header included, from 1
  account_id              text collate "C" not null,
  name                    text not null,
  time_zone               text not null,
  currency                text not null,
  email                   text,
  opening_balance_micros  bigint               -- micro-credits
);

create unlogged table stage_plans (
  line_no         integer not null,
  account_id      text collate "C" not null,
  plan            text not null,
  effective_from  timestamptz not null
);

create unlogged table stage_events (
  line_no     integer not null,
  event_id    text collate "C" not null,
  account_id  text collate "C" not null,
  name        text not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null
);

create unlogged table stage_prices (
  line_no            integer not null,
  service            text not null,
  plan               text,
  unit_price_micros  bigint not null,          -- micro-credits for a quantity of 1
  effective_from     timestamptz not null,
  effective_to       timestamptz
);

create unlogged table stage_ledger (
  line_no          integer not null,
  transaction_id   text collate "C" not null,
  account_id       text collate "C" not null,
  event_id         text collate "C",
  occurred_at      timestamptz not null,
  service          text not null,
  type             smallint not null,
  status           smallint not null,
  quantity_micros  bigint,                     -- micro-units; null is 1
  amount_micros    bigint not null,            -- micro-credits
  balance_micros   bigint,                     -- micro-credits
  sequence         bigint
);

create unlogged table stage_usage (
  line_no          integer not null,
  usage_id         text collate "C" not null,
  account_id       text collate "C" not null,
  event_id         text collate "C",
  occurred_at      timestamptz not null,
  service          text not null,
  quantity_micros  bigint,                     -- micro-units; null is 1
  status           smallint not null,
  transaction_id   text collate "C"
);

create unlogged table stage_payments (
  line_no         integer not null,
  payment_id      text collate "C" not null,
  account_id      text collate "C" not null,
  paid_at         timestamptz not null,
  amount_micros   bigint not null,             -- micro-units of the currency that was paid
  credits_micros  bigint not null,             -- micro-credits
  status          text not null,
  reference       text
);

-- To count and to find what one file brought, also in a large table.
create index usage_record_load on usage_record using brin (load_id);
create index payment_load on payment using brin (load_id);
