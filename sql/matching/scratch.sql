-- What no reference joins yet, of both sides. Gone with the transaction.
create temporary table open_item (
  feed         text not null,
  side         text not null,                  -- record or entry
  account_key  integer not null,
  id           text collate "C" not null,      -- usage, payment or transaction id
  at           timestamptz not null,
  kind         integer not null,               -- service key of usage; 0 for payments
  event_key    integer not null,               -- 0: none
  figure       bigint not null,                -- usage: micro-units of the service; payments: micro-credits; signed
  far          interval not null,              -- how far apart in time both sides may lie
  primary key (feed, account_key, side, id)
) on commit drop;

-- Every pair that could be one, with its distance.
create temporary table possible_pair (
  feed            text not null,
  account_key     integer not null,
  record_id       text collate "C" not null,
  transaction_id  text collate "C" not null,
  apart           interval not null
) on commit drop;

-- Items in a row whose figures add up to one item of the other side.
create temporary table possible_sum (
  place        bigint not null,                -- the smaller, the better
  feed         text not null,
  side         text not null,                  -- of the one item
  account_key  integer not null,
  kind         integer not null,
  sign         integer not null,
  id           text collate "C" not null,
  first_part   bigint not null,
  last_part    bigint not null
) on commit drop;
