-- proves: the timeline's hours, days and months each have as many activities and as much money as the ledger that they contain
-- severity: error
-- tolerance: 0.00
-- needs: ledger, timeline
with here as (
  select e.account_key, count(*) as activities, sum(e.amount_micros) as amount_micros
  from ledger_entry e
  where e.load_id in (select load_id from timeline_load)
    -- replaced by an entry that the timeline knows too
    and not exists (
      select 1
      from superseded_entry x
      join ledger_entry n on n.account_key = x.account_key and n.entry_id = x.by_entry_id
      where x.account_key = e.account_key
        and x.entry_id = e.entry_id
        and n.load_id in (select load_id from timeline_load))
  group by e.account_key
),
-- with what is archived and still in the timeline
of_ledger as (
  select account_key, sum(activities) as activities, sum(amount_micros) as amount_micros
  from (
    select account_key, activities, amount_micros
    from here
    union all
    select account_key, counted, counted_micros
    from archived_account
  ) part
  group by account_key
),
of_timeline as (
  select account_key, grain, sum(activities) as activities, sum(amount_micros) as amount_micros
  from timeline_bucket
  group by account_key, grain
),
differing as (
  select
    account_key,
    g.grain,
    coalesce(l.activities, 0) as ledger_activities,
    coalesce(l.amount_micros, 0) as ledger_micros,
    coalesce(t.activities, 0) as timeline_activities,
    coalesce(t.amount_micros, 0) as timeline_micros
  from (select account_key from of_ledger union select account_key from of_timeline) known
  cross join (values ('hour'), ('day'), ('month')) g (grain)
  left join of_ledger l using (account_key)
  left join of_timeline t using (account_key, grain)
  where coalesce(l.activities, 0) <> coalesce(t.activities, 0)
    or coalesce(l.amount_micros, 0) <> coalesce(t.amount_micros, 0)
)
select
  a.account_id as account,
  min(d.ledger_micros) * 0.000001 as expected,
  (array_agg(d.timeline_micros order by abs(d.timeline_micros - d.ledger_micros) desc, d.grain))[1] * 0.000001 as actual,
  'timeline_differs' as cause,
  format('The ledger has %s activities and %s credits; %s. Build it again: ./run.sh timeline --full.',
    min(d.ledger_activities), round(min(d.ledger_micros) * 0.000001, 2),
    string_agg(format('the timeline by %s has %s and %s', d.grain, d.timeline_activities, round(d.timeline_micros * 0.000001, 2)), '; '
      order by d.grain)) as explanation
from differing d
join account a using (account_key)
group by a.account_id
