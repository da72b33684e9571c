-- proves: every event that the ledger names is one that the events feed names
-- severity: error
-- tolerance: 0.00
-- needs: ledger, events
select
  e.account,
  e.event,
  min(e.transaction) filter (where e.rank = 1) as transaction,
  min(e.occurred_at) as occurred_at,
  0.00 as expected,
  sum(e.amount) as actual,
  'unknown_event' as cause,
  format('Event %s is in no events feed; %s %s, %s credits in all.', e.event, count(*),
    case when count(*) = 1 then 'entry names it' else 'entries name it' end, round(sum(e.amount), 2)) as explanation
from (
  select x.*, row_number() over (partition by x.account_key, x.event_key order by x.occurred_at, x.entry_id) as rank
  from entry x
  join event v using (event_key)
  where not v.known
) e
group by e.account, e.event
