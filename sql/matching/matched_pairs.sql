-- Pairs of which a side is taken are possible no more.
delete from possible_pair p
using feed_match m
where m.feed = p.feed
  and m.account_key = p.account_key
  and m.rule = 'amount_and_time'
  and (m.record_id = p.record_id or m.transaction_id = p.transaction_id)
