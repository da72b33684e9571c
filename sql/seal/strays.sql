-- Entries that stand in no block of a sealed load: put in past the loader, or of a load whose seal is gone.
-- A partition that came after this snapshot shows its rows all the same, since they were copied frozen: its load is not asked for yet.
select
  e.load_id,
  coalesce(l.file_name, '?') as file_name,
  count(*) as entries,
  (array_agg(a.account_id order by e.entry_id))[1] as account,
  (array_agg(e.transaction_id order by e.entry_id))[1] as transaction,
  min(e.entry_id) as first_entry,
  (array_agg(e.line_no order by e.entry_id))[1] as line_no
from ledger_entry e
left join load l on l.load_id = e.load_id
left join account a on a.account_key = e.account_key
where e.entry_id < (select max(past_entry) from ledger_partition)
  and not exists (
    select 1
    from load_seal s
    where e.entry_id between s.first_entry and s.last_entry)
group by e.load_id, l.file_name
order by min(e.entry_id)
