-- Pairs with the same figure that are near enough. Both sides are cut into stretches as long as the window, so that a record
-- meets only the entries of its own stretch and the two beside it.
insert into possible_pair (feed, account_key, record_id, transaction_id, apart)
with item as (
  select *, floor(extract(epoch from at) / extract(epoch from far)) as stretch
  from open_item
)
select
  r.feed,
  r.account_key,
  r.id,
  e.id,
  greatest(e.at - r.at, r.at - e.at)
from item r
cross join (values (-1), (0), (1)) beside (step)
join item e
  on e.feed = r.feed
  and e.account_key = r.account_key
  and e.kind = r.kind
  and e.figure = r.figure
  and e.stretch = r.stretch + beside.step
where r.side = 'record'
  and e.side = 'entry'
  and e.at between r.at - r.far and r.at + r.far
