-- proves: every charge has a usage record of a job that did not fail, in the months that the usage feed covers
-- severity: error
-- tolerance: 0.00
-- needs: ledger, usage
select
  a.account_id as account,
  v.event_id as event,
  e.transaction_id as transaction,
  n.failed_usage_id as usage,
  e.occurred_at,
  0.00 as expected,
  e.amount_micros * 0.000001 as actual,
  case when n.failed_usage_id is null then 'no_usage_record' else 'failed_job_billed' end as cause,
  format('%s was charged for %s %s.', round(e.amount_micros * 0.000001, 2), s.name,
    case
      when n.failed_usage_id is null then 'and no usage record tells of that job'
      else format('although usage record %s says that the job failed', n.failed_usage_id)
    end) as explanation
from unused_entry n
join scoped_entry e using (account_key, entry_id)
join account a using (account_key)
join service s using (service_key)
left join event v on v.event_key = e.event_key
-- those are for repeated_charge
where n.repeats is null
  -- those are for running_balance: the entry is another account's, or cost nothing
  and not exists (
    select 1
    from chain_finding f
    where f.run_id = :run
      and f.account_key = n.account_key
      and f.entry_id = n.entry_id
      and f.cause in ('foreign_entry', 'success_not_charged'))
