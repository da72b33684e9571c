-- A plan that an account has from another instant on.
insert into touched (account_key, from_at)
with changed as (
  (select * from plan_change except select * from seen_plan)
  union all
  (select * from seen_plan except select * from plan_change)
)
select account_key, min(effective_from)
from changed
group by account_key
