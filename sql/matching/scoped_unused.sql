delete from unused_entry n
using scoped_entry e
where n.account_key = e.account_key
  and n.entry_id = e.entry_id
