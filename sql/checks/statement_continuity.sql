-- proves: every statement in force opens with what the one before it closed with
-- severity: error
-- tolerance: 0.00
-- needs: ledger, statements
with in_force as (
  select
    account_key,
    number,
    starts_at,
    opening,
    lag(number) over in_time as number_before,
    lag(ends_at) over in_time as ended_before,
    lag(closing) over in_time as closing_before
  from statement
  where replaced_by is null
  window in_time as (partition by account_key order by starts_at)
)
select
  a.account_id as account,
  s.number as transaction,
  s.starts_at as occurred_at,
  s.closing_before as expected,
  s.opening as actual,
  'opening_is_not_closing' as cause,
  format('Statement %s opens with %s; statement %s before it closed with %s.',
    s.number, round(s.opening, 2), s.number_before, round(s.closing_before, 2)) as explanation
from in_force s
join account a using (account_key)
where s.ended_before = s.starts_at
  and s.closing_before <> s.opening
