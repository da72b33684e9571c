-- Everything but the entries, whose tables are replaced afterwards. What reconciliation remembers of the ledger is no longer so: its
-- next run looks at everything.
delete from superseded_entry x
using leaving_entry e
where x.account_key = e.account_key
  and x.entry_id = e.entry_id;

delete from usage_record u
using ending d
where u.account_key = d.account_key
  and u.occurred_at < d.before_at;

delete from payment p
using ending d
where p.account_key = d.account_key
  and p.paid_at < d.before_at;

update account a
set opening_balance_micros = x.closing_micros
from archive_account x
where x.archive_id = :archive
  and x.account_key = a.account_key;
