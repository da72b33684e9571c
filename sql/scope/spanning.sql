-- Where a finding stands for several rows, its account is looked at from the first of them, so that it is whole again.
update reconcile_scope t
set from_at = k.from_at
from (
  select account_key, min(occurred_at) as from_at
  from kept_finding
  where check_name in (:spanning)
  group by account_key
) k
where k.account_key = t.account_key
  and k.from_at < t.from_at
