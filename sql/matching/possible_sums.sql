-- Two to ten items in a row on one side that add up to one item of the other: a purchase credited in parts, or one entry for
-- several records. In a row means that no other open item of the kind lies between them.
insert into possible_sum (place, feed, side, account_key, kind, sign, id, first_part, last_part)
with part as (
  select
    *,
    sign(figure)::integer as sign,
    row_number() over in_time as place,
    sum(figure) over in_time as upto
  from open_item
  window in_time as (partition by feed, side, account_key, kind, sign(figure) order by at, id)
)
select
  row_number() over (
    order by last.place - first.place, greatest(last.at - whole.at, whole.at - first.at), whole.account_key, whole.id, first.id),
  whole.feed,
  whole.side,
  whole.account_key,
  whole.kind,
  whole.sign,
  whole.id,
  first.place,
  last.place
from part whole
join part first
  on first.feed = whole.feed
  and first.side <> whole.side
  and first.account_key = whole.account_key
  and first.kind = whole.kind
  and first.sign = whole.sign
  and first.at between whole.at - whole.far and whole.at + whole.far
join part last
  on last.feed = first.feed
  and last.side = first.side
  and last.account_key = first.account_key
  and last.kind = first.kind
  and last.sign = first.sign
  and last.upto = first.upto - first.figure + whole.figure
where whole.sign <> 0
  and last.place between first.place + 1 and first.place + 9
  and last.at <= whole.at + whole.far
