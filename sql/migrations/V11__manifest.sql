-- What senders state about their files, kept so that a later check can compare it with the books.
create table load_manifest (
  load_id       integer primary key references load,
  row_count     bigint,                        -- lines with data; null: not stated
  amount_micros bigint,                        -- sum of amounts (credits of payments), micro-credits; null: not stated
  sha256        text                           -- of the file's bytes; null: not stated
);

create table load_manifest_balance (
  load_id         integer not null references load,
  account_id      text collate "C" not null,
  balance_micros  bigint not null,             -- after the account's last entry of the file, micro-credits
  primary key (load_id, account_id)
);

-- Lines with data that the mapping of the file leaves out; they are in none of the other counts.
alter table load add skipped_count bigint not null default 0;
-- Was it refused for what no --allow-rejects can mend: bytes, header, trailer, manifest?
alter table load add broken boolean not null default false;
