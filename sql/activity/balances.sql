-- The balance after the last entry of each account. Within the last instant the source's sequence decides, then the chain: a
-- balance that more entries arrive at than start from is where the chain ends. Then the last entry of the source.
with last_instant as (
  select a.account_key, l.occurred_at
  from account a
  cross join lateral (
    select e.occurred_at
    from ledger_entry e
    where e.account_key = a.account_key
      and e.balance_micros is not null
      and not exists (
        select 1 from superseded_entry x where x.account_key = e.account_key and x.entry_id = e.entry_id)
    order by e.occurred_at desc
    limit 1) l
  where cast(:accounts as text[]) is null or a.account_id = any(cast(:accounts as text[]))
),
tie as materialized (
  select
    e.account_key,
    e.entry_id,
    e.occurred_at,
    e.sequence,
    e.balance_micros,                            -- micro-credits after the entry
    e.balance_micros - case when st.moves then t.sign * e.amount_micros else 0 end as before_micros
  from last_instant l
  join ledger_entry e using (account_key, occurred_at)
  join entry_type t using (type)
  join entry_status st using (status)
  where e.balance_micros is not null
    and not exists (
      select 1 from superseded_entry x where x.account_key = e.account_key and x.entry_id = e.entry_id)
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
last_entry as (
  select distinct on (t.account_key) t.account_key, t.balance_micros, t.occurred_at
  from tie t
  join arrival r
    on r.account_key = t.account_key and r.micros = t.balance_micros and r.sequence is not distinct from t.sequence
  order by t.account_key, t.sequence desc nulls last, r.surplus desc, t.entry_id desc
)
select
  a.account_id as account,
  a.name,
  a.currency,
  a.time_zone,
  coalesce(l.balance_micros, a.opening_balance_micros) as balance_micros,
  coalesce(l.occurred_at, x.closing_at)                as as_of
from account a
left join last_entry l using (account_key)
-- what an account opens with here is what its archive ends with
left join archived_account x using (account_key)
where cast(:accounts as text[]) is null or a.account_id = any(cast(:accounts as text[]))
order by a.account_id
