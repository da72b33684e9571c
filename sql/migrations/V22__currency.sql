-- The currency that the lines of a file give an account, where its mapping has a column for it.
create table load_currency (
  load_id     integer not null references load,
  account_id  text collate "C" not null,
  currency    text not null,                   -- ISO 4217
  line_no     bigint not null,                 -- the first line that gives it
  primary key (load_id, account_id)
);
