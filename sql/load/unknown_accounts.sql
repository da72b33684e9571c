-- Accounts that nobody has named yet are created and flagged.
insert into account (account_id, name, time_zone, currency, known)
select distinct s.account_id, s.account_id, :zone, :currency, false
from staged s
where not exists (select 1 from account a where a.account_id = s.account_id)
order by s.account_id
on conflict (account_id) do nothing;
