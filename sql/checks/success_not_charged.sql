-- proves: a job that its usage record calls successful is not billed by an entry that failed or never ended
-- severity: error
-- tolerance: 0.00
-- needs: ledger, usage
with unmoved as (
  select *
  from scoped_entry
  where type = 2
    and status = 2
  union all
  -- whatever the run is about: these become findings by the mere passing of time
  select *
  from ledger_entry
  where type = 2
    and status = 3
    and occurred_at < now() - interval '1 day'
),
uncharged as (
  select e.*, u.usage_id, coalesce(amount_due(e.account_key, u.service_key, u.occurred_at, u.quantity_micros), e.amount_micros) as due_micros
  from feed_match m
  join usage_record u on u.account_key = m.account_key and u.usage_id = m.record_id
  join unmoved e on e.account_key = m.account_key and e.transaction_id = m.transaction_id
  where m.feed = 'usage'
    and u.status = 1
    and not exists (
      select 1
      from superseded_entry x
      where x.account_key = e.account_key and x.entry_id = e.entry_id)
    -- that one was charged all the same
    and not exists (
      select 1
      from chain_finding f
      where f.run_id = :run
        and f.account_key = e.account_key
        and f.entry_id = e.entry_id
        and f.kind = 'failed_but_charged')
)
select
  a.account_id as account,
  v.event_id as event,
  u.transaction_id as transaction,
  u.usage_id as usage,
  u.occurred_at,
  u.due_micros * 0.000001 as expected,
  0.00 as actual,
  case when u.status = 2 then 'success_not_charged' else 'still_pending' end as cause,
  format('Usage record %s says that %s succeeded; its entry %s is %s, so %s were not charged.',
    u.usage_id, s.name, u.transaction_id, lower(st.name), round(u.due_micros * 0.000001, 2)) as explanation
from uncharged u
join account a using (account_key)
join service s using (service_key)
join entry_status st using (status)
left join event v on v.event_key = u.event_key
where u.due_micros <> 0
