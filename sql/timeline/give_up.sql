-- Take out what was made ready of a plan and is not in force.
delete from built_bucket b
using timeline_plan p
where b.account_key between :from and :to
  and b.account_key = p.account_key
  and b.build = p.build
