-- Is an id of the new entries, all of this partition, in an older one? Both are read from end to end.
select count(*) > 0
from ledger_entry o
join staged n on n.transaction_id = o.transaction_id and n.account_key = o.account_key
where o.entry_id < :partition
  and o.transaction_id between :lowest and :highest
