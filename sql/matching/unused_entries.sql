-- Charges without a usage record, in the months that the usage feed covers. Duplicates are for the chain walk to report.
insert into unused_entry (account_key, entry_id, failed_usage_id)
with charge as (
  select e.account_key, e.entry_id, e.transaction_id, e.occurred_at, e.service_key
  from scoped_entry e
  where e.type = 2
    and e.status = 1
    and e.amount_micros <> 0
),
-- first what is rare, so that the rest is asked of few
unbacked as materialized (
  select c.*
  from charge c
  where not exists (
    select 1
    from feed_match m
    join usage_record u on u.account_key = m.account_key and u.usage_id = m.record_id
    where m.feed = 'usage'
      and m.account_key = c.account_key
      and m.transaction_id = c.transaction_id
      and u.status <> 2)
),
unused as (
  select n.*
  from unbacked n
  join feed_month c
    on c.feed = 'usage'
    and c.month = date_trunc('month', n.occurred_at, 'UTC')
  where n.service_key not in (select service_key from non_ai_service)
    and not exists (
      select 1
      from superseded_entry x
      where x.account_key = n.account_key and x.entry_id = n.entry_id)
    and not exists (
      select 1
      from chain_finding f
      where f.run_id = :run
        and f.account_key = n.account_key
        and f.entry_id = n.entry_id
        and f.kind = 'duplicate_transaction')
)
select
  e.account_key,
  e.entry_id,
  coalesce(named.record_id, at_that_instant.usage_id)
from unused e
left join lateral (
  select m.record_id
  from feed_match m
  where m.feed = 'usage' and m.account_key = e.account_key and m.transaction_id = e.transaction_id
  order by m.record_id
  limit 1
) named on true
left join lateral (
  select u.usage_id
  from usage_record u
  where u.account_key = e.account_key
    and u.occurred_at = e.occurred_at
    and u.service_key = e.service_key
    and u.status = 2
    and u.transaction_id is null
    -- its own entry may stand beside: failed as it should be
    and not exists (
      select 1
      from ledger_entry o
      where o.account_key = e.account_key
        and o.occurred_at = e.occurred_at
        and o.service_key = e.service_key
        and o.status = 2)
  order by u.usage_id
  limit 1
) at_that_instant on true
