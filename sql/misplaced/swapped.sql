-- Two that changed places: neither has its own instant.
insert into chain_finding (run_id, account_key, entry_id, occurred_at, kind, expected_micros, actual_micros, cause, explanation)
select f.run_id, f.account_key, both_of.entry_id, both_of.occurred_at, 'shifted_entry', f.expected_micros, f.actual_micros, f.cause, f.explanation
from chain_finding f
join ledger_entry e using (account_key, occurred_at, entry_id)
cross join lateral (
  select e.entry_id, e.occurred_at
  union all
  (select n.entry_id, n.occurred_at
  from ledger_entry n
  where n.account_key = e.account_key
    and (n.occurred_at, n.entry_id) > (e.occurred_at, e.entry_id)
    -- the other one starts from where this one ends up
    and n.balance_micros = f.actual_micros - case when e.status = 1 then (select sign from entry_type t where t.type = e.type) * e.amount_micros else 0 end
  order by n.occurred_at, n.entry_id
  limit 1)
) both_of
where f.run_id = :run
  and f.cause = 'swapped'
