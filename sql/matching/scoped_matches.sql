-- Guesses in the scope are made again.
delete from feed_match m
using scoped_entry e
where m.account_key = e.account_key
  and m.transaction_id = e.transaction_id
  and m.feed in ('usage', 'payments')
  and m.rule not in ('reference', 'own_id')
