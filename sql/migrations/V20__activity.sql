-- The master log shows the newest entries of all accounts, and those of an event, without reading the ledger. Both are narrow: a time
-- that mostly grows, so that a day's file is put at the end, and an event's key, of which equal ones are kept as one list.
create index ledger_entry_time on ledger_entry (occurred_at);
create index ledger_entry_event on ledger_entry (event_key) where event_key is not null;
