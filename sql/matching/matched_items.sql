-- What has found its other side is open no more.
delete from open_item i
using feed_match m
where m.feed = i.feed
  and m.account_key = i.account_key
  and m.rule not in ('reference', 'own_id')
  and case when i.side = 'record' then m.record_id else m.transaction_id end = i.id
