-- Entries of events about which something else is known than before. An event that was not there has no earlier entries.
insert into touched (account_key, from_at)
with changed as (
  select event_key
  from (select * from seen_event except select * from event) before
)
select e.account_key, min(e.occurred_at)
from changed c
join ledger_entry e using (event_key)
group by e.account_key
