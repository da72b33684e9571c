-- What is kept of the part that goes. The balance at its end as `balances.sql` has it: of the last instant the entry at which the
-- chain ends.
insert into archive_account (archive_id, account_key, before_at, opening_micros, closing_micros, closing_at, entries, counted, counted_micros, first_at, last_at, texts)
with current_entry as (
  select e.*
  from leaving_entry e
  where not exists (
    select 1
    from superseded_entry x
    where x.account_key = e.account_key and x.entry_id = e.entry_id)
),
counted as (
  select account_key, count(*) as entries, sum(amount_micros) as amount_micros
  from current_entry
  group by account_key
),
every as (
  select account_key, count(*) as entries, min(occurred_at) as first_at, max(occurred_at) as last_at
  from leaving_entry
  group by account_key
),
last_instant as (
  select account_key, max(occurred_at) as occurred_at
  from current_entry
  where balance_micros is not null
  group by account_key
),
tie as materialized (
  select
    e.account_key,
    e.entry_id,
    e.sequence,
    e.balance_micros,
    e.balance_micros - case when st.moves then t.sign * e.amount_micros else 0 end as before_micros
  from last_instant l
  join current_entry e using (account_key, occurred_at)
  join entry_type t using (type)
  join entry_status st using (status)
  where e.balance_micros is not null
),
step as (
  select account_key, sequence, balance_micros as micros, 1 as arrivals
  from tie
  union all
  select account_key, sequence, before_micros, -1
  from tie
),
arrival as (
  select account_key, sequence, micros, sum(arrivals) as surplus
  from step
  group by account_key, sequence, micros
),
closing as (
  select distinct on (t.account_key) t.account_key, t.balance_micros
  from tie t
  join arrival r
    on r.account_key = t.account_key and r.micros = t.balance_micros and r.sequence is not distinct from t.sequence
  order by t.account_key, t.sequence desc nulls last, r.surplus desc, t.entry_id desc
)
select
  :archive,
  d.account_key,
  d.before_at,
  a.opening_balance_micros,
  coalesce(l.balance_micros, a.opening_balance_micros),
  i.occurred_at,
  coalesce(v.entries, 0),
  coalesce(c.entries, 0),
  coalesce(c.amount_micros, 0),
  v.first_at,
  v.last_at,
  (select count(*) from leaving_payment p where p.account_key = d.account_key and p.reference is not null and not leads_to_entry(p.account_key, p.reference))
from ending d
join account a using (account_key)
left join every v using (account_key)
left join counted c using (account_key)
left join last_instant i using (account_key)
left join closing l using (account_key);

insert into archive_load (archive_id, load_id, row_count)
select :archive, load_id, count(*)
from (
  select load_id from leaving_entry
  union all
  select load_id from leaving_usage
  union all
  select load_id from leaving_payment
) row
group by load_id;

insert into archive_stretch (archive_id, load_id, first_entry, last_entry, entries, seal_before, last_seal)
with link as (
  select e.entry_id, e.load_id, e.seal, d.account_key is not null as leaves
  from ledger_entry e
  left join ending d on d.account_key = e.account_key and e.occurred_at < d.before_at
  union all
  select last_entry, load_id, last_seal, false
  from archived_stretch
),
chained as (
  select
    l.*,
    lag(l.seal) over in_chain as seal_before,
    coalesce(l.leaves and lag(l.leaves) over in_chain and lag(l.load_id) over in_chain = l.load_id, false) as goes_on
  from link l
  window in_chain as (order by l.entry_id)
),
numbered as (
  select c.*, count(*) filter (where not c.goes_on) over (order by c.entry_id rows unbounded preceding) as stretch
  from chained c
)
select
  :archive,
  min(load_id),
  min(entry_id),
  max(entry_id),
  count(*),
  coalesce((array_agg(seal_before order by entry_id))[1], decode(repeat('00', 16), 'hex')),
  (array_agg(seal order by entry_id desc))[1]
from numbered
where leaves
group by stretch;

insert into archive_finding (archive_id, check_name, identity, severity, account_key, event_id, transaction_id, usage_id, payment_id, occurred_at,
  expected, actual, cause, explanation)
select :archive, f.check_name, f.identity, f.severity, f.account_key, f.event_id, f.transaction_id, f.usage_id, f.payment_id, f.occurred_at,
  f.expected, f.actual, f.cause, f.explanation
from discrepancy f
left join ending d using (account_key)
where f.last_run = (select max(run_id) from reconcile_run where whole_ledger and not dry_run and finished_at is not null)
  and (f.occurred_at < d.before_at
    -- about a whole file
    or f.account_key is null and f.occurred_at is not null and f.check_name = 'manifest_totals' and exists (
      select 1
      from archive_load x
      join load l using (load_id)
      where x.archive_id = :archive and left(l.sha256, 8) || '-' || l.file_name = f.transaction_id));

insert into archive_month (archive_id, feed, month)
select :archive, m.feed, m.month
from feed_month m
where m.month < (select max(before_at) from ending);

insert into archive_hour (archive_id, account_key, starts_at, event_key, service_key, type, status, activities, amount_micros)
select :archive, h.account_key, timeline_hour(h.truncated, h.time_zone), h.event_key, h.service_key, h.type, h.status, sum(h.activities), sum(h.amount_micros)
from (
  select
    e.account_key,
    a.time_zone,
    date_trunc('hour', e.occurred_at, a.time_zone) as truncated,
    e.event_key,
    e.service_key,
    e.type,
    e.status,
    count(*) as activities,
    sum(e.amount_micros) as amount_micros
  from leaving_entry e
  join account a using (account_key)
  where not exists (
    select 1
    from superseded_entry x
    where x.account_key = e.account_key and x.entry_id = e.entry_id)
  group by 1, 2, 3, 4, 5, 6, 7
) h
group by 1, 2, 3, 4, 5, 6, 7;

insert into archive_ids (archive_id, feed, lowest, hashes)
select :archive, feed, min(hash), array_agg(hash order by hash)
from (
  select feed, hash, (row_number() over (partition by feed order by hash) - 1) / 500 as block
  from (
    select distinct 'ledger' as feed, archived_id(a.account_id, e.transaction_id) as hash
    from leaving_entry e
    join account a using (account_key)
    union
    select 'usage', archived_id(a.account_id, u.usage_id)
    from leaving_usage u
    join account a using (account_key)
    union
    select 'payments', archived_id(a.account_id, p.payment_id)
    from leaving_payment p
    join account a using (account_key)
  ) id
) numbered
group by feed, block;
