-- Pairs of which a side is taken are possible no more.
delete from possible_pair
where (feed, account_key, record_id) in (
    select feed, account_key, record_id
    from feed_match
    where rule = 'amount_and_time')
  or (feed, account_key, transaction_id) in (
    select feed, account_key, transaction_id
    from feed_match
    where rule = 'amount_and_time')
