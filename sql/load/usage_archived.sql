-- Lines of a part of the ledger that is archived, by their time or by their id. What they say can be compared with nothing here.
with late as (
  select
    s.line_no,
    'occurred_at' as column_name,
    to_char(s.occurred_at at time zone a.time_zone, 'YYYY-MM-DD HH24:MI:SS') as value,
    'lies before ' || to_char(x.before_at at time zone a.time_zone, 'YYYY-MM-DD') || ', up to where account ' || a.account_id || ' is archived' as reason
  from staged s
  join account a on a.account_id = s.account_id
  join archived_account x on x.account_key = a.account_key
  where s.occurred_at < x.before_at
),
known as (
  select s.line_no, 'usage_id' as column_name, s.usage_id as value, 'is the id of one that is archived' as reason
  from staged s
  where is_archived_id('usage', archived_id(s.account_id, s.usage_id))
    and s.line_no not in (select line_no from late)
)
select
  l.line_no,
  l.column_name,
  l.value,
  l.reason,
  'Take the archive back first (./run.sh archive --list, ./run.sh load FOLDER), or take the line out' as remedy
from (select * from late union all select * from known) l
order by l.line_no;
