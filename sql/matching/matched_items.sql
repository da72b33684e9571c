-- What has found its other side is open no more.
delete from open_item
where (side = 'record'
    and (feed, account_key, id) in (
      select feed, account_key, record_id
      from feed_match
      where rule not in ('reference', 'own_id')))
  or (side = 'entry'
    and (feed, account_key, id) in (
      select feed, account_key, transaction_id
      from feed_match
      where rule not in ('reference', 'own_id')))
