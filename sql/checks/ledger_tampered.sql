-- proves: every entry and every load is as it was sealed when it was booked; ./run.sh verify --ledger names each place
-- severity: error
-- tolerance: 0.00
-- needs: ledger
-- A daily run looks at what was booked since the run before; only a full one looks at everything again.
with chained as (
  select
    e.load_id,
    e.entry_id,
    e.line_no,
    e.account_key,
    e.event_key,
    e.transaction_id,
    e.occurred_at,
    e.amount_micros,
    e.seal is not distinct from next_seal(coalesce(e.seal_before, decode(repeat('00', 16), 'hex')), content)
      -- the first of its load follows from what was sealed of the load before, whatever became of that
      or coalesce(e.seal = next_seal(before.last_seal, content), false) as follows
  from doubtful_seal e
  left join account a on a.account_key = e.account_key
  left join event v on v.event_key = e.event_key
  left join service s on s.service_key = e.service_key
  left join load_seal own on own.load_id = e.load_id
  left join load_seal before on before.seal_no = own.seal_no - 1
  cross join lateral (
    select entry_content(e.load_id, e.line_no, e.entry_id, e.occurred_at, e.quantity_micros, e.amount_micros, e.type, e.status, e.version,
      e.sequence, e.balance_micros, a.account_id, e.transaction_id, v.event_id, s.name) as content
  ) said
  where e.entry_id > :seen_entry
),
-- An account that was renamed breaks all its links: one finding for an account in a load.
broken as (
  select distinct on (c.load_id, c.account_key)
    c.*,
    count(*) over (partition by c.load_id, c.account_key) as links
  from chained c
  where not c.follows
  order by c.load_id, c.account_key, c.entry_id
),
counted as (
  select load_id, entries, last_seal
  from booked_load
  where load_id > :seen_load
    or load_id in (select load_id from load_seal where last_entry > :seen_entry)
),
-- what went into archives
archived as (
  select load_id, sum(entries) as entries, array_agg(last_seal) as seals
  from archived_stretch
  group by load_id
),
loads as (
  select
    coalesce(l.load_id, s.load_id) as load_id,
    coalesce(l.file_name, '?') as file_name,
    coalesce(c.entries, 0) + coalesce(x.entries, 0) as entries,
    s.entries as sealed_entries,
    coalesce(s.last_entry > :seen_entry, true) and (s.seal_no is not null or l.load_id > :seen_load) as is_new,
    s.seal_no is null and (l.accepted_count > 0 or c.entries > 0) as is_unsealed,
    c.last_seal is distinct from s.last_seal and c.entries > 0 and not coalesce(s.last_seal = any (x.seals), false) as is_other_end,
    s.seal_no is not null and not coalesce(
      s.seal_no = 1 + coalesce(lag(s.seal_no) over sealed, 0)
        and s.previous_head = coalesce(lag(s.head) over sealed, decode(repeat('00', 32), 'hex'))
        and s.head = load_head(s.previous_head, s.seal_no, s.load_id, l.mapping, l.file_name, l.sha256, l.bytes, l.row_count,
          l.accepted_count, l.rejected_count, l.known_count, l.skipped_count, l.amount_micros, s.entries, s.first_entry, s.last_entry,
          s.last_seal, s.sealed_at), false) as is_changed
  from (select * from load where feed = 'ledger' and state = 'loaded') l
  full join load_seal s on s.load_id = l.load_id
  left join counted c on c.load_id = coalesce(l.load_id, s.load_id)
  left join archived x on x.load_id = coalesce(l.load_id, s.load_id)
  window sealed as (order by s.seal_no nulls last)
),
versions as (
  select later.account_key, earlier.entry_id, later.entry_id as by_entry_id
  from ledger_entry later
  join ledger_entry earlier
    on earlier.account_key = later.account_key
    and earlier.transaction_id = later.transaction_id
    and earlier.version = later.version - 1
  where later.version > 1
    and later.entry_id > :seen_entry
)
select
  a.account_id as account,
  v.event_id as event,
  b.transaction_id as transaction,
  b.occurred_at,
  b.amount_micros * 0.000001 as expected,
  b.amount_micros * 0.000001 as actual,
  case
    when l.entries < l.sealed_entries then 'entry_removed'
    when l.entries > l.sealed_entries then 'entry_added'
    else 'entry_changed'
  end as cause,
  format('%s line %s does not follow from the entry before it as it did when it was booked%s. Load %s has %s entries, %s were sealed. See ./run.sh verify --ledger.',
    l.file_name, b.line_no, case when b.links > 1 then format(', nor do %s more of this account', b.links - 1) else '' end, b.load_id,
    coalesce(l.entries, 0), coalesce(l.sealed_entries, 0)) as explanation
from broken b
left join account a using (account_key)
left join event v on v.event_key = b.event_key
left join loads l using (load_id)
where l.is_unsealed is not true
union all
select
  null,
  null,
  'load ' || l.load_id,
  null,
  coalesce(l.sealed_entries, 0),
  l.entries,
  case
    when l.is_unsealed then 'not_sealed'
    when l.is_changed then 'load_changed'
    when l.entries < l.sealed_entries then 'entry_removed'
    when l.entries > l.sealed_entries then 'entry_added'
    else 'entry_changed'
  end,
  case
    when l.is_unsealed then format('Load %s (%s) has %s entries and no seal.', l.load_id, l.file_name, l.entries)
    when l.is_changed then format('What is kept of load %s (%s), its file, counts, sum or seal, is not what was sealed.', l.load_id, l.file_name)
    when l.entries <> l.sealed_entries then format('Load %s (%s) has %s entries, %s were sealed.', l.load_id, l.file_name, l.entries, l.sealed_entries)
    else format('The last entry of load %s (%s) is not the one that was sealed.', l.load_id, l.file_name)
  end || ' See ./run.sh verify --ledger.'
from loads l
where l.is_new
  and (l.is_unsealed
    or l.is_changed
    or (l.entries <> l.sealed_entries or l.is_other_end) and not exists (select 1 from broken b where b.load_id = l.load_id))
union all
select
  a.account_id,
  null,
  e.transaction_id,
  e.occurred_at,
  e.amount_micros * 0.000001,
  e.amount_micros * 0.000001,
  'version_changed',
  format('Which version of transaction %s counts is not what its versions say. See ./run.sh verify --ledger.', e.transaction_id)
from versions x
full join superseded_entry s on s.account_key = x.account_key and s.entry_id = x.entry_id
join account a on a.account_key = coalesce(x.account_key, s.account_key)
left join ledger_entry e
  on e.account_key = coalesce(x.account_key, s.account_key)
  and e.entry_id = coalesce(x.entry_id, s.entry_id)
where x.by_entry_id is distinct from s.by_entry_id
  and greatest(x.by_entry_id, s.by_entry_id) > :seen_entry
