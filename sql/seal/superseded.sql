-- Which entries a later version replaced is not sealed, because it follows from the entries: where the table says otherwise.
with expected as (
  select later.account_key, earlier.entry_id, later.entry_id as by_entry_id
  from ledger_entry later
  join ledger_entry earlier
    on earlier.account_key = later.account_key
    and earlier.transaction_id = later.transaction_id
    and earlier.version = later.version - 1
  where later.version > 1
)
select
  a.account_id as account,
  e.transaction_id as transaction,
  e.load_id,
  l.file_name,
  e.line_no,
  case
    when s.entry_id is null then 'was replaced by a later version, but counts again'
    when x.entry_id is null then 'is marked as replaced, but has no later version'
    else 'is marked as replaced by another entry than its next version'
  end as what
from expected x
full join superseded_entry s on s.account_key = x.account_key and s.entry_id = x.entry_id
left join account a on a.account_key = coalesce(x.account_key, s.account_key)
left join ledger_entry e
  on e.account_key = coalesce(x.account_key, s.account_key)
  and e.entry_id = coalesce(x.entry_id, s.entry_id)
left join load l on l.load_id = e.load_id
where x.by_entry_id is distinct from s.by_entry_id
order by e.entry_id
