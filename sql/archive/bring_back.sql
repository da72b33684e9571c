-- Everything but the entries. Which versions count follows from the entries.
insert into usage_record (account_key, usage_id, event_key, occurred_at, quantity_micros, load_id, line_no, service_key, status, transaction_id)
select account_key, usage_id, event_key, occurred_at, quantity_micros, load_id, line_no, service_key, status, transaction_id
from returning_usage
order by load_id, line_no;

insert into payment (account_key, payment_id, paid_at, amount_micros, credits_micros, status, reference, load_id, line_no)
select account_key, payment_id, paid_at, amount_micros, credits_micros, status, reference, load_id, line_no
from returning_payment
order by load_id, line_no;

insert into superseded_entry (account_key, entry_id, by_entry_id)
select earlier.account_key, earlier.entry_id, later.entry_id
from returning_entry later
join returning_entry earlier
  on earlier.account_key = later.account_key
  and earlier.transaction_id = later.transaction_id
  and earlier.version = later.version - 1;

update account a
set opening_balance_micros = x.opening_micros
from archive_account x
where x.archive_id = :archive
  and x.account_key = a.account_key;
