-- Accounts that nobody has named yet are created and flagged, with the currency that their lines say.
with named as (
  select s.account_id
  from staged s
  group by s.account_id
)
insert into account (account_id, name, time_zone, currency, known)
select n.account_id, n.account_id, :zone, coalesce(c.currency, :currency), false
from named n
left join load_currency c on c.load_id = :load and c.account_id = n.account_id
where not exists (select 1 from account a where a.account_id = n.account_id)
order by n.account_id
on conflict (account_id) do nothing;
