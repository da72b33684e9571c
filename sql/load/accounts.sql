-- What was stated of an account before its oldest archive; at its beginning here stands the balance that the archive ends with.
update archive_account x
set opening_micros = s.opening_balance_micros
from (
  select distinct on (account_id) account_id, opening_balance_micros
  from staged
  order by account_id, line_no
) s
join account a using (account_id)
where x.account_key = a.account_key
  and x.archive_id = (
    select min(o.archive_id)
    from archive_account o
    join archive r using (archive_id)
    where o.account_key = a.account_key and r.state in ('removed', 'archived'));

-- Master data: new accounts, and what changed about the others.
insert into account as a (account_id, name, time_zone, currency, email, opening_balance_micros, known)
select distinct on (s.account_id)
  s.account_id, s.name, s.time_zone, s.currency, s.email,
  case when x.account_key is null then s.opening_balance_micros else h.opening_balance_micros end, true
from staged s
left join account h on h.account_id = s.account_id
left join archived_account x on x.account_key = h.account_key
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
