-- In a month that a feed did not cover before, what lies there is compared for the first time, of whichever account.
insert into touched (account_key, from_at)
select a.account_key, m.from_at
from (select min(month) as from_at from new_month) m
cross join account a
where m.from_at is not null
