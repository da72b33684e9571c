-- Records and entries of one event, figure and instant, in the order of their ids: the near-duplicates of a busy second.
with numbered as (
  select
    feed,
    side,
    account_key,
    id,
    at,
    kind,
    event_key,
    figure,
    row_number() over (partition by feed, side, account_key, kind, event_key, figure, at order by id) as place
  from open_item
)
insert into feed_match (feed, account_key, record_id, transaction_id, rule)
select r.feed, r.account_key, r.id, e.id, 'amount_and_time'
from numbered r
join numbered e using (feed, account_key, kind, event_key, figure, at, place)
where r.side = 'record'
  and e.side = 'entry'
