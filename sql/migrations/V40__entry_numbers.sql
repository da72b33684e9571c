-- Entries are numbered after those of the loads that were booked: a number that a failed load drew from here was lost.
drop sequence ledger_entry_number;
