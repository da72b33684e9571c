-- proves: what a sender stated about a file is still in the books: its lines, its sum, and every closing balance as of that load
-- severity: error
-- tolerance: 0.00
-- needs: manifests
with stated as (
  select
    l.load_id,
    l.feed,
    left(l.sha256, 8) || '-' || l.file_name as file,      -- as it is called in processed/
    m.row_count - l.rejected_count - l.known_count as row_count,
    -- of lines that were known or rejected only the load itself knew the amounts
    case when l.rejected_count + l.known_count = 0 then m.amount_micros else l.amount_micros end as amount_micros
  from load_manifest m
  join load l using (load_id)
  where l.state = 'loaded'
    -- of which a part is archived: what was stated was compared before it went
    and l.load_id not in (select load_id from archived_load)
),
booked as (
  select load_id, count(*) as row_count, sum(amount_micros) as amount_micros, max(occurred_at) as ends_at
  from ledger_entry
  where load_id in (select load_id from stated where feed = 'ledger')
  group by load_id
  union all
  select load_id, count(*), sum(credits_micros), max(paid_at)
  from payment
  where load_id in (select load_id from stated where feed = 'payments')
  group by load_id
  union all
  select load_id, count(*), null, max(occurred_at)
  from usage_record
  where load_id in (select load_id from stated where feed = 'usage')
  group by load_id
),
total as (
  select
    s.load_id,
    s.file,
    b.ends_at,
    s.row_count as stated_rows,
    coalesce(b.row_count, 0) as booked_rows,
    s.amount_micros as stated_micros,
    coalesce(b.amount_micros, 0) as booked_micros
  from stated s
  left join booked b using (load_id)
  where s.feed in ('ledger', 'payments', 'usage')
    and (s.row_count <> coalesce(b.row_count, 0)
      or s.feed <> 'usage' and s.amount_micros <> coalesce(b.amount_micros, 0))
),
-- the last instant of an account in a file; with what was known before it may be later than that of its new lines
own_end as (
  select e.load_id, e.account_key, max(e.occurred_at) as ends_at
  from ledger_entry e
  where e.load_id in (select load_id from load_manifest_balance)
  group by e.load_id, e.account_key
),
closing as (
  select
    s.load_id,
    s.file,
    m.account_id,
    m.balance_micros as stated_micros,
    coalesce(last.balances, array[coalesce(a.opening_balance_micros, 0)]) as balances,
    coalesce(own.balances, array[]::bigint[]) as own_balances,
    coalesce(last.occurred_at, b.ends_at) as occurred_at
  from stated s
  join booked b using (load_id)
  join load_manifest_balance m using (load_id)
  left join account a on a.account_id = m.account_id
  left join own_end o on o.load_id = s.load_id and o.account_key = a.account_key
  left join lateral (
    select e.occurred_at, array_agg(e.balance_micros order by e.sequence desc nulls last, e.entry_id desc) as balances
    from ledger_entry e
    where e.account_key = a.account_key
      and e.occurred_at <= b.ends_at
      and e.load_id <= s.load_id
      and e.balance_micros is not null
      -- a version that came later was not known then
      and not exists (
        select 1
        from superseded_entry x
        join ledger_entry n on n.account_key = x.account_key and n.entry_id = x.by_entry_id
        where x.account_key = e.account_key and x.entry_id = e.entry_id and n.load_id <= s.load_id)
    group by e.occurred_at
    order by e.occurred_at desc
    limit 1
  ) last on true
  left join lateral (
    select array_agg(e.balance_micros) as balances
    from ledger_entry e
    where e.account_key = o.account_key and e.occurred_at = o.ends_at and e.load_id = o.load_id and e.balance_micros is not null
  ) own on true
  where s.feed = 'ledger'
    -- balances before the end of an archive are in its files
    and not exists (
      select 1
      from archived_account x
      where x.account_key = a.account_key and x.before_at > b.ends_at)
),
differing as (
  select load_id, file, account_id, stated_micros, balances[1] as booked_micros, occurred_at
  from closing
  -- of the entries of one instant any may be the last
  where not stated_micros = any (balances || own_balances)
)
select
  d.account_id as account,
  d.file as transaction,
  d.occurred_at,
  d.stated_micros * 0.000001 as expected,
  d.booked_micros * 0.000001 as actual,
  'stated_balance_differs' as cause,
  format('The manifest of %s (load %s) states a closing balance of %s; the books have %s after the last entry of that time.%s',
    d.file, d.load_id, round(d.stated_micros * 0.000001, 2), round(d.booked_micros * 0.000001, 2),
    case when t.load_id is null then ' Ask its sender what is missing.'
      else format(' It states %s lines; %s are in the books: entries were removed, added or changed in the database.', t.stated_rows, t.booked_rows)
    end) as explanation
from differing d
left join total t using (load_id)
union all
select
  null,
  t.file,
  t.ends_at,
  coalesce(t.stated_micros, t.booked_micros) * 0.000001,
  t.booked_micros * 0.000001,
  'stated_totals_differ',
  format('The manifest of %s (load %s) states %s lines%s; %s lines with %s credits are in the books: rows were removed, added or changed in the database.',
    t.file, t.load_id, coalesce(t.stated_rows::text, 'no number of'),
    coalesce(format(' with %s credits', round(t.stated_micros * 0.000001, 2)), ''), t.booked_rows, round(t.booked_micros * 0.000001, 2))
from total t
-- one cause, one finding: the account's balance names the place better
where not exists (select 1 from differing d where d.load_id = t.load_id)
