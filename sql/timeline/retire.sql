-- Take out the buckets that were in force until now.
delete from built_bucket b
using timeline_plan p
join timeline_zone z using (account_key)
where b.account_key = z.account_key
  and b.build = z.build
