-- The statements in force of a month, by number.
select s.number, s.model
from statement s
join account a using (account_key)
where s.month = :month
  and s.replaced_by is null
  and (cardinality(cast(:accounts as text[])) = 0 or a.account_id = any(cast(:accounts as text[])))
order by s.number
