-- proves: every event that the ledger names is one that the events feed names
-- severity: error
-- tolerance: 0.00
-- needs: ledger, events
-- spans: entries
with naming as (
  select
    e.*,
    row_number() over (partition by e.account_key, e.event_key order by e.occurred_at, e.entry_id) as rank
  from doubtful_event e
  join event v on v.event_key = e.event_key and not v.known
  where not exists (
    select 1
    from superseded_entry x
    where x.account_key = e.account_key and x.entry_id = e.entry_id)
)
select
  a.account_id as account,
  v.event_id as event,
  min(n.transaction_id) filter (where n.rank = 1) as transaction,
  min(n.occurred_at) as occurred_at,
  0.00 as expected,
  sum(n.amount_micros) * 0.000001 as actual,
  'unknown_event' as cause,
  format('Event %s is in no events feed; %s %s, %s credits in all.', v.event_id, count(*),
    case when count(*) = 1 then 'entry names it' else 'entries name it' end, round(sum(n.amount_micros) * 0.000001, 2)) as explanation
from naming n
join account a using (account_key)
join event v on v.event_key = n.event_key
group by a.account_id, v.event_id
