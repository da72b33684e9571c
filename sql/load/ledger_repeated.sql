-- What the lines were whose transaction id was there already.
insert into superseded_entry (account_key, entry_id, by_entry_id)
select later.account_key, earlier.entry_id, later.entry_id
from repeated_line later
join ledger_entry earlier
  on earlier.account_key = later.account_key
  and earlier.transaction_id = later.transaction_id
  and earlier.version = later.version - 1
where not later.same_content;

-- Known content in another file is a file delivered again; within one file, or with other content, it is worth a check.
insert into repeated_record (load_id, line_no, account_key, transaction_id, same_file, same_content)
select :load, r.line_no, r.account_key, r.transaction_id, r.same_file, r.same_content
from repeated_line r
where r.same_file or not r.same_content
order by r.line_no;
