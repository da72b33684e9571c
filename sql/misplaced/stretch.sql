-- An account's entries around its breaks, as they lie in time, with some more on both sides, where a long run may begin
-- or end. Pending ones have no balance and no place.
select e.entry_id, e.transaction_id, e.occurred_at, e.balance_micros, e.type, e.status, e.amount_micros
from ledger_entry e
where e.account_key = :account
  and e.occurred_at between
    coalesce(
      (select min(occurred_at)
      from (
        select occurred_at
        from ledger_entry
        where account_key = :account and occurred_at < :from
        order by occurred_at desc
        limit :beside
      ) before), :from)
    and coalesce(
      (select max(occurred_at)
      from (
        select occurred_at
        from ledger_entry
        where account_key = :account and occurred_at > :to
        order by occurred_at
        limit :beside
      ) after), :to)
  and e.balance_micros is not null
  and not exists (
    select 1
    from superseded_entry x
    where x.account_key = e.account_key and x.entry_id = e.entry_id)
order by e.occurred_at, e.sequence nulls last, e.entry_id
limit :most
