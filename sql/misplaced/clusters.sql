-- Breaks of the chain that lie near enough to each other to come from entries in the wrong place: at least two, where they are
-- missing and where they are; or one that does not belong where it is, because where the account ends nothing shows a gap.
-- Rounding stays out.
with break as (
  select
    f.account_key,
    f.entry_id,
    -- balance that the chain had reached before this entry, micro-credits
    f.expected_micros - case when e.status = 1 then t.sign * e.amount_micros else 0 end as before_micros,
    e.occurred_at,
    f.cause,
    lag(e.occurred_at) over (partition by f.account_key order by e.occurred_at, e.entry_id) as last_at
  from chain_finding f
  join ledger_entry e using (account_key, occurred_at, entry_id)
  join entry_type t on t.type = e.type
  where f.run_id = :run
    and f.kind in ('running_balance', 'opening_balance', 'failed_but_charged', 'duplicate_transaction')
    and f.cause <> 'rounding'
),
numbered as (
  select
    b.*,
    count(*) filter (where b.last_at is null or b.occurred_at > b.last_at + cast(:far as interval))
      over (partition by b.account_key order by b.occurred_at, b.entry_id) as cluster
  from break b
)
select
  account_key,
  min(occurred_at) - cast(:far as interval) as first_at,
  max(occurred_at) + cast(:far as interval) as last_at,
  array_agg(entry_id order by occurred_at, entry_id) as entries,
  array_agg(before_micros order by occurred_at, entry_id) as befores
from numbered
group by account_key, cluster
having count(*) > 1 or bool_or(cause = 'foreign_entry')
order by account_key, first_at
