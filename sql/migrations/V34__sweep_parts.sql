-- A sweep of many entries is made in parts, by whoever takes part in a run; the run joins what they tell.
create unlogged table sweep_part (
  run_id      bigint not null,
  from_entry  bigint not null,                 -- lowest number, and
  to_entry    bigint not null,                 -- highest number of its entries
  is_first    boolean not null,                -- of the parts; the others begin amid the ledger
  booked      bigint not null,                 -- loads that were booked when it was cut
  content     bytea,                           -- what it tells, as reckoner.reconcile.Sweep writes it; null: not done yet
  primary key (run_id, from_entry)
);
