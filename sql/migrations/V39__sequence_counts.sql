-- Does the sequence of this load's source count the entries of an account one by one? Then a number that is left out is a finding.
alter table load add column sequence_counts boolean not null default false;
