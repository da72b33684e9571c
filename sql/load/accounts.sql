-- Master data: new accounts, and what changed about the others.
insert into account as a (account_id, name, time_zone, currency, email, opening_balance_micros, known)
select distinct on (s.account_id)
  s.account_id, s.name, s.time_zone, s.currency, s.email, s.opening_balance_micros, true
from staged s
order by s.account_id, s.line_no
on conflict (account_id) do update
set name = excluded.name,
    time_zone = excluded.time_zone,
    currency = excluded.currency,
    email = excluded.email,
    opening_balance_micros = excluded.opening_balance_micros,
    known = true
where (a.name, a.time_zone, a.currency, a.email, a.opening_balance_micros, a.known)
  is distinct from
  (excluded.name, excluded.time_zone, excluded.currency, excluded.email, excluded.opening_balance_micros, true);
