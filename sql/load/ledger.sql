-- Lines with an id that this file has more than once, oldest first.
create temporary table repeated_id on commit drop as
with twice as (
  select account_id, transaction_id
  from staged
  group by account_id, transaction_id
  having count(*) > 1
)
select
  s.line_no,
  row_number() over (
    partition by s.account_id, s.transaction_id
    order by case when :newest_first then -s.line_no else s.line_no end) as nth
from staged s
join twice t on t.account_id = s.account_id and t.transaction_id = s.transaction_id;
analyze repeated_id;

-- Every line with its keys, except those that say once more what is here already. Numbers rise oldest first, in a block of this load.
create temporary table line on commit drop as
with keyed as (
  select
    :block + case when :newest_first then :last_line - s.line_no else s.line_no end as entry_id,
    s.line_no,
    s.occurred_at,
    s.sequence,
    coalesce(s.quantity_micros, 1000000) as quantity_micros,
    s.amount_micros,
    s.balance_micros,
    a.account_key,
    e.event_key,
    v.service_key,
    s.type,
    s.status,
    s.transaction_id,
    a.account_id,
    s.event_id,
    s.service
  from staged s
  join account a on a.account_id = s.account_id
  join service v on v.name = s.service
  left join event e on e.event_id = s.event_id
)
select
  k.*,
  x.entry_id is not null as is_known,
  coalesce(r.nth, 1) as nth
from keyed k
left join repeated_id r on r.line_no = k.line_no
left join ledger_entry x on x.account_key = k.account_key and x.transaction_id = k.transaction_id and x.version = 1
where x.entry_id is null
  or r.nth is not null
  or (x.occurred_at, x.sequence, x.quantity_micros, x.amount_micros, x.balance_micros, x.event_key, x.service_key, x.type, x.status)
    is distinct from
    (k.occurred_at, k.sequence, k.quantity_micros, k.amount_micros, k.balance_micros, k.event_key, k.service_key, k.type, k.status);
analyze line;

-- Of these the ones whose transaction id was there already: the same content is known, other content becomes the next version.
create temporary table repeated_line on commit drop as
with here as (
  select account_key, transaction_id, version, load_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros,
    event_key, service_key, type, status
  from ledger_entry
  where (account_key, transaction_id) in (select account_key, transaction_id from line where is_known)
  union all
  select account_key, transaction_id, 1, :load, occurred_at, sequence, quantity_micros, amount_micros, balance_micros,
    event_key, service_key, type, status
  from line
  where nth = 1
    and not is_known
    and (account_key, transaction_id) in (select account_key, transaction_id from line where nth > 1)
), same as (
  select distinct l.entry_id
  from line l
  join here x on x.account_key = l.account_key and x.transaction_id = l.transaction_id
  where (l.is_known or l.nth > 1)
    and (x.occurred_at, x.sequence, x.quantity_micros, x.amount_micros, x.balance_micros, x.event_key, x.service_key, x.type, x.status)
      is not distinct from
      (l.occurred_at, l.sequence, l.quantity_micros, l.amount_micros, l.balance_micros, l.event_key, l.service_key, l.type, l.status)
), newest as (
  select account_key, transaction_id, max(version) as version
  from here
  group by account_key, transaction_id
), compared as (
  select
    l.*,
    x.entry_id is not null as is_here
  from line l
  left join same x on x.entry_id = l.entry_id
  where l.is_known or l.nth > 1
), judged as (
  select
    c.*,
    c.is_here or row_number() over (
      partition by c.account_key, c.transaction_id, c.occurred_at, c.sequence, c.quantity_micros, c.amount_micros,
        c.balance_micros, c.event_key, c.service_key, c.type, c.status
      order by c.entry_id) > 1 as same_content,
    c.nth > 1 as same_file
  from compared c
)
select
  j.*,
  case when not j.same_content then
    n.version + row_number() over (partition by j.account_key, j.transaction_id, j.same_content order by j.entry_id)
  end as version
from judged j
join newest n on n.account_key = j.account_key and n.transaction_id = j.transaction_id;

insert into ledger_entry
  (entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key, load_id, line_no,
   service_key, type, status, version, transaction_id, seal)
with accepted as (
  select entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key, line_no,
    service_key, type, status, 1::smallint as version, transaction_id, account_id, event_id, service
  from line
  where nth = 1 and not is_known
  union all
  select entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key, line_no,
    service_key, type, status, version::smallint, transaction_id, account_id, event_id, service
  from repeated_line
  where not same_content
)
select
  n.entry_id,
  n.occurred_at,
  n.sequence,
  n.quantity_micros,
  n.amount_micros,
  n.balance_micros,
  n.account_key,
  n.event_key,
  :load,
  n.line_no,
  n.service_key,
  n.type,
  n.status,
  n.version,
  n.transaction_id,
  seal_chain(
    (select last_seal from seal_now),
    entry_content(:load, n.line_no, n.entry_id, n.occurred_at, n.quantity_micros, n.amount_micros, n.type, n.status, n.version,
      n.sequence, n.balance_micros, n.account_id, n.transaction_id, n.event_id, n.service))
    over (order by n.entry_id rows unbounded preceding)
from accepted n
order by n.entry_id;
