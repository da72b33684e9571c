-- Where each account's part would end: the first of the month that was asked for, in the account's zone, or of the latest month before it
-- that nothing reaches across. An account that nobody named has no zone of its own, so it stays.
create temporary table asked on commit drop as
select
  a.account_key,
  a.time_zone,
  timeline_start('month', cast(:first_day as date)::timestamp at time zone a.time_zone, a.time_zone) as before_at,
  x.before_at as since
from account a
left join archived_account x using (account_key)
where a.known;

create temporary table beginning on commit drop as
select account_key, min(at) as at
from (
  select account_key, min(occurred_at) as at
  from ledger_entry
  group by account_key
  union all
  select account_key, min(occurred_at)
  from usage_record
  group by account_key
  union all
  select account_key, min(paid_at)
  from payment
  group by account_key
) first
group by account_key;

-- What belongs together stays together: rows from `low` to `high`.
create temporary table crossing (account_key integer not null, low timestamptz not null, high timestamptz not null) on commit drop;

-- a record and its entry
insert into crossing (account_key, low, high)
select m.account_key, least(e.occurred_at, u.occurred_at), greatest(e.occurred_at, u.occurred_at)
from feed_match m
join asked a using (account_key)
join usage_record u on u.account_key = m.account_key and u.usage_id = m.record_id
join ledger_entry e on e.account_key = m.account_key and e.transaction_id = m.transaction_id
where m.feed = 'usage'
  and e.occurred_at <> u.occurred_at
  and date_trunc('month', e.occurred_at, a.time_zone) <> date_trunc('month', u.occurred_at, a.time_zone)
union all
select m.account_key, least(e.occurred_at, p.paid_at), greatest(e.occurred_at, p.paid_at)
from feed_match m
join asked a using (account_key)
join payment p on p.account_key = m.account_key and p.payment_id = m.record_id
join ledger_entry e on e.account_key = m.account_key and e.transaction_id = m.transaction_id
where m.feed = 'payments'
  and e.occurred_at <> p.paid_at
  and date_trunc('month', e.occurred_at, a.time_zone) <> date_trunc('month', p.paid_at, a.time_zone);

-- versions of an entry, and a charge and the one that it repeats
insert into crossing (account_key, low, high)
select l.account_key, least(e.occurred_at, l.occurred_at), greatest(e.occurred_at, l.occurred_at)
from ledger_entry l
join ledger_entry e on e.account_key = l.account_key and e.transaction_id = l.transaction_id and e.version = l.version - 1
where l.version > 1
union all
select u.account_key, least(e.occurred_at, o.occurred_at), greatest(e.occurred_at, o.occurred_at)
from unused_entry u
join ledger_entry e using (account_key, entry_id)
join ledger_entry o on o.account_key = u.account_key and o.transaction_id = u.repeats;

-- what the chain showed is told with the entries around it, and may be explained by a record
insert into crossing (account_key, low, high)
select
  f.account_key,
  least(
    u.occurred_at,
    p.paid_at,
    coalesce((
      select e.occurred_at
      from ledger_entry e
      where e.account_key = f.account_key and e.occurred_at < f.occurred_at
      order by e.occurred_at desc
      offset 3
      limit 1), f.occurred_at)),
  greatest(
    u.occurred_at,
    p.paid_at,
    coalesce((
      select e.occurred_at
      from ledger_entry e
      where e.account_key = f.account_key and e.occurred_at > f.occurred_at
      order by e.occurred_at
      offset 3
      limit 1), 'infinity'))
from verified_finding f
left join usage_record u on u.account_key = f.account_key and u.usage_id = f.usage_id
left join payment p on p.account_key = f.account_key and p.payment_id = f.payment_id
where f.occurred_at is not null;

-- a finding that stands for several rows is told whole or not at all, and only its first row is known here
insert into crossing (account_key, low, high)
select d.account_key, d.occurred_at, 'infinity'
from discrepancy d
where d.account_key is not null
  and d.occurred_at is not null
  and d.check_name in (:spanning)
  and d.last_run = (select max(run_id) from reconcile_run where whole_ledger and not dry_run and finished_at is not null)
  -- one that is about this entry alone says its amount
  and not exists (
    select 1
    from ledger_entry e
    where e.account_key = d.account_key
      and e.transaction_id = d.transaction_id
      and e.occurred_at = d.occurred_at
      and e.amount_micros <> 0
      and e.amount_micros * 0.000001 = d.actual);

-- a source that posts out of order within a window
insert into crossing (account_key, low, high)
select account_key, occurred_at, next_at
from (
  select e.account_key, e.occurred_at, lead(e.occurred_at) over (partition by e.account_key order by e.occurred_at) as next_at
  from ledger_entry e
  where e.load_id = any (array(select load_id from load where order_window <> 'instant'))
) windowed
where next_at - occurred_at <= interval '2 days';

create temporary table ending on commit drop as
select c.account_key, max(c.at) as before_at
from (
  select a.account_key, timeline_start('month', month at time zone a.time_zone, a.time_zone) as at
  from asked a
  join beginning b using (account_key)
  cross join lateral generate_series(
    date_trunc('month', b.at at time zone a.time_zone), date_trunc('month', a.before_at at time zone a.time_zone), interval '1 month') month
  where a.since is null or timeline_start('month', month at time zone a.time_zone, a.time_zone) > a.since
) c
join beginning b using (account_key)
where c.at > b.at
  and c.at <= (select before_at from asked a where a.account_key = c.account_key)
  and not exists (
    select 1
    from crossing x
    where x.account_key = c.account_key and x.low < c.at and x.high >= c.at)
group by c.account_key;
