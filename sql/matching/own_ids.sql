-- Usage records and payments whose own id the entry bears.
insert into feed_match (feed, account_key, record_id, transaction_id, rule)
select 'usage', u.account_key, u.usage_id, e.transaction_id, 'own_id'
from scoped_usage u
join ledger_entry e
  on e.account_key = u.account_key
  and e.transaction_id = u.usage_id
  and e.version = 1
where e.type = 2
  and not exists (
    select 1
    from feed_match m
    where m.feed = 'usage' and m.account_key = u.account_key and m.record_id = u.usage_id)
union all
select 'payments', p.account_key, p.payment_id, e.transaction_id, 'own_id'
from scoped_payment p
join ledger_entry e
  on e.account_key = p.account_key
  and e.transaction_id = p.payment_id
  and e.version = 1
where e.type = 1
  and not exists (
    select 1
    from feed_match m
    where m.feed = 'payments' and m.account_key = p.account_key and m.record_id = p.payment_id)
