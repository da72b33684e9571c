-- Lines whose transaction id was there already: the same content is known, other content becomes the next version.
create temporary table repeated_line on commit drop as
select
  :block + case when :newest_first then :last_line - s.line_no else s.line_no end as entry_id,
  s.line_no,
  s.transaction_id,
  s.occurred_at,
  s.sequence,
  coalesce(s.quantity_micros, 1000000) as quantity_micros,
  s.amount_micros,
  s.balance_micros,
  a.account_key,
  e.event_key,
  v.service_key,
  s.type,
  s.status
from staged s
join account a on a.account_id = s.account_id
join service v on v.name = s.service
left join event e on e.event_id = s.event_id
where not exists (select 1 from ledger_entry x where x.load_id = :load and x.line_no = s.line_no);

create temporary table judged_line on commit drop as
with compared as (
  select
    r.*,
    exists (
      select 1
      from ledger_entry x
      where x.account_key = r.account_key
        and x.transaction_id = r.transaction_id
        and (x.occurred_at, x.sequence, x.quantity_micros, x.amount_micros, x.balance_micros, x.event_key, x.service_key, x.type, x.status)
          is not distinct from
          (r.occurred_at, r.sequence, r.quantity_micros, r.amount_micros, r.balance_micros, r.event_key, r.service_key, r.type, r.status)
    ) as is_here,
    exists (
      select 1
      from ledger_entry x
      where x.account_key = r.account_key
        and x.transaction_id = r.transaction_id
        and x.load_id = :load
    ) as began_here
  from repeated_line r
)
select
  c.*,
  c.is_here or row_number() over (
    partition by c.account_key, c.transaction_id, c.occurred_at, c.sequence, c.quantity_micros, c.amount_micros,
      c.balance_micros, c.event_key, c.service_key, c.type, c.status
    order by c.entry_id) > 1 as same_content,
  c.began_here or row_number() over (partition by c.account_key, c.transaction_id order by c.entry_id) > 1 as same_file
from compared c;

insert into ledger_entry
  (entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key, load_id, line_no,
   service_key, type, status, version, transaction_id)
select
  j.entry_id,
  j.occurred_at,
  j.sequence,
  j.quantity_micros,
  j.amount_micros,
  j.balance_micros,
  j.account_key,
  j.event_key,
  :load,
  j.line_no,
  j.service_key,
  j.type,
  j.status,
  (select max(x.version) from ledger_entry x where x.account_key = j.account_key and x.transaction_id = j.transaction_id)
    + row_number() over (partition by j.account_key, j.transaction_id order by j.entry_id),
  j.transaction_id
from judged_line j
where not j.same_content
order by j.entry_id;

insert into superseded_entry (account_key, entry_id, by_entry_id)
select later.account_key, earlier.entry_id, later.entry_id
from judged_line j
join ledger_entry later
  on later.account_key = j.account_key and later.occurred_at = j.occurred_at and later.entry_id = j.entry_id
join ledger_entry earlier
  on earlier.account_key = later.account_key
  and earlier.transaction_id = later.transaction_id
  and earlier.version = later.version - 1
where not j.same_content;

-- Known content in another file is a file delivered again; within one file, or with other content, it is worth a check.
insert into repeated_record (load_id, line_no, account_key, transaction_id, same_file, same_content)
select :load, j.line_no, j.account_key, j.transaction_id, j.same_file, j.same_content
from judged_line j
where j.same_file or not j.same_content
order by j.line_no;
