-- What lies before the end of its account's part.
create temporary view leaving_entry as
select e.*
from ending d
join ledger_entry e on e.account_key = d.account_key and e.occurred_at < d.before_at;

create temporary view leaving_usage as
select u.*
from ending d
join usage_record u on u.account_key = d.account_key and u.occurred_at < d.before_at;

create temporary view leaving_payment as
select p.*
from ending d
join payment p on p.account_key = d.account_key and p.paid_at < d.before_at;
