-- A price that came, went or changed: every entry from then on, and all of them where the service was in no price list before
-- or is in none any more.
insert into touched (account_key, from_at)
with changed as (
  (select * from price except select * from seen_price)
  union all
  (select * from seen_price except select * from price)
),
since as (
  select min(case
    when exists (select 1 from price p where p.service_key = c.service_key)
      and exists (select 1 from seen_price p where p.service_key = c.service_key)
      then c.effective_from
    else '-infinity'
  end) as from_at
  from changed c
)
select a.account_key, s.from_at
from since s
cross join account a
where s.from_at is not null
