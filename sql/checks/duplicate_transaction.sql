-- proves: no entry is in the ledger twice, under another id with the same balance or under the same id in one file
-- severity: error
-- tolerance: 0.00
-- needs: ledger
select account, event, transaction, occurred_at, expected, actual, cause, explanation
from chain_discrepancy
where run_id = :run
  and kind = 'duplicate_transaction'
union all
select
  e.account,
  e.event,
  e.transaction,
  e.occurred_at,
  e.amount as expected,
  e.amount * (1 + r.times) as actual,
  'repeated_record' as cause,
  format('%s line %s repeats transaction %s with equal content; it was counted once.',
    r.file_name, r.line_no, e.transaction) as explanation
from (
  select account_key, transaction_id, count(*) as times, min(x.line_no) as line_no, min(l.file_name) as file_name
  from repeated_record x
  join load l using (load_id)
  where x.same_file and x.same_content
  group by account_key, transaction_id
) r
join entry e on e.account_key = r.account_key and e.transaction = r.transaction_id
