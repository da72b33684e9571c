-- Take out the hours and days that are built again, and the months they lie in.
delete from built_bucket b
using touched t
where b.account_key = t.account_key
  and b.build = t.build
  and (b.grain in ('hour', 'day') and b.starts_at >= t.starts_at and b.starts_at < t.ends_at
    or b.grain = 'month' and b.starts_at >= t.month_starts_at and b.starts_at < t.month_ends_at)
