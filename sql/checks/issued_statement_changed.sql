-- proves: no entry of an issued statement's period came, or was replaced, after the statement was issued
-- severity: error
-- tolerance: 0.00
-- needs: ledger, statements
with late_load as (
  select l.load_id, l.finished_at
  from load l
  where l.feed = 'ledger'
    and l.state = 'loaded'
    and l.finished_at > (select min(issued_at) from statement where replaced_by is null)
),
late as (
  select
    s.statement_id,
    e.transaction_id,
    e.occurred_at,
    case when st.moves then t.sign * e.amount_micros else 0 end as moved_micros
  from late_load l
  join ledger_entry e using (load_id)
  join statement s
    on s.account_key = e.account_key
    and s.replaced_by is null
    and e.occurred_at >= s.starts_at
    and e.occurred_at < s.ends_at
    -- the hour of issue is kept to the second
    and l.finished_at >= s.issued_at + interval '1 second'
  join entry_type t on t.type = e.type
  join entry_status st on st.status = e.status
),
-- what they replaced was on the statement, in whichever period it then was
replaced as (
  select
    s.statement_id,
    o.transaction_id,
    o.occurred_at,
    case when st.moves then -t.sign * o.amount_micros else 0 end as moved_micros
  from late_load l
  join ledger_entry e using (load_id)
  join superseded_entry x on x.account_key = e.account_key and x.by_entry_id = e.entry_id
  join ledger_entry o on o.account_key = x.account_key and o.entry_id = x.entry_id
  join load ol on ol.load_id = o.load_id
  join statement s
    on s.account_key = o.account_key
    and s.replaced_by is null
    and o.occurred_at >= s.starts_at
    and o.occurred_at < s.ends_at
    and l.finished_at >= s.issued_at + interval '1 second'
    and ol.finished_at < s.issued_at + interval '1 second'
  join entry_type t on t.type = o.type
  join entry_status st on st.status = o.status
),
changed as (
  select statement_id, transaction_id, occurred_at, moved_micros
  from late
  union all
  select statement_id, transaction_id, occurred_at, moved_micros
  from replaced
),
of_statement as (
  select
    statement_id,
    count(distinct transaction_id) as entries,
    sum(moved_micros) as moved_micros,
    (array_agg(transaction_id order by occurred_at, transaction_id))[1] as transaction_id
  from changed
  group by statement_id
)
select
  a.account_id as account,
  s.number as transaction,
  s.starts_at as occurred_at,
  s.closing - s.opening as expected,
  s.closing - s.opening + c.moved_micros * 0.000001 as actual,
  'late_entry' as cause,
  format('Statement %s says that the balance moved by %s from %s to %s. Since it was issued, %s came or changed, beginning with %s; together they move it by %s.',
    s.number, round(s.closing - s.opening, 2),
    to_char(s.starts_at at time zone a.time_zone, 'YYYY-MM-DD'),
    to_char((s.ends_at - interval '1 second') at time zone a.time_zone, 'YYYY-MM-DD'),
    case when c.entries = 1 then '1 entry' else c.entries || ' entries' end,
    c.transaction_id,
    round(c.moved_micros * 0.000001, 2)) as explanation
from of_statement c
join statement s using (statement_id)
join account a using (account_key)
