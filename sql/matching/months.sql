-- Which months each feed covers.
insert into feed_month (feed, month)
select distinct 'ledger', date_trunc('month', occurred_at, 'UTC')
from ledger_entry
union all
select distinct 'usage', date_trunc('month', occurred_at, 'UTC')
from usage_record
union all
select distinct 'payments', date_trunc('month', paid_at, 'UTC')
from payment
