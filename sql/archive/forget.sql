-- What reconciliation remembers of the ledger and its records: all of it can be made again, and is by the next run.
delete from reconcile_memory;
delete from feed_match;
delete from unused_entry;
delete from open_reference;
delete from checkpoint;
delete from verified_finding;
delete from seen_finding;
delete from kept_finding;
delete from kept_check;
