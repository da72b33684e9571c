-- One round: sums that share no item with a better one.
with best as (
  select s.*
  from possible_sum s
  where not exists (
    select 1
    from possible_sum b
    where b.place < s.place
      and b.feed = s.feed
      and b.account_key = s.account_key
      and b.kind = s.kind
      and b.sign = s.sign
      and (b.side = s.side and (b.id = s.id or b.first_part <= s.last_part and b.last_part >= s.first_part)
        or b.side <> s.side))
),
part as (
  select
    *,
    sign(figure)::integer as sign,
    row_number() over (partition by feed, side, account_key, kind, sign(figure) order by at, id) as place
  from open_item
)
insert into feed_match (feed, account_key, record_id, transaction_id, rule)
select
  p.feed,
  p.account_key,
  case when b.side = 'record' then b.id else p.id end,
  case when b.side = 'record' then p.id else b.id end,
  case when b.side = 'record' then 'in_parts' else 'together' end
from best b
join part p
  on p.feed = b.feed
  and p.side <> b.side
  and p.account_key = b.account_key
  and p.kind = b.kind
  and p.sign = b.sign
  and p.place between b.first_part and b.last_part
