-- Is a new entry of a part of the ledger that is archived, by its time or by its id?
select exists (
  select 1
  from staged e
  join account a using (account_key)
  join archived_account x using (account_key)
  where e.load_id = :load
    and e.occurred_at < x.before_at
  union all
  select 1
  from staged e
  join account a using (account_key)
  join archive x on x.state in ('removed', 'archived') and e.transaction_id between x.lowest_id and x.highest_id
  where e.load_id = :load
    and is_archived_id('ledger', archived_id(a.account_id, e.transaction_id)));
