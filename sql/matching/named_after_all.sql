-- An entry that bears a record's id gives way when the one that the record names has come.
delete from feed_match o
using feed_match r
where o.rule = 'own_id'
  and r.feed = o.feed
  and r.account_key = o.account_key
  and r.record_id = o.record_id
  and r.rule = 'reference'
