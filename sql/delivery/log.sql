-- What stands in the outbox, with the newest attempt.
select
  s.number,
  s.month,
  a.account_id as account,
  d.target,
  coalesce(l.address, case d.target when 'mail' then a.email end) as address,
  d.state,
  d.attempts,
  d.doubtful,
  l.at,
  l.answer
from delivery d
join statement s using (statement_id)
join account a using (account_key)
left join lateral (
  select t.at, t.address, t.answer
  from delivery_attempt t
  where t.delivery_id = d.delivery_id
  order by t.attempt_id desc
  limit 1) l on true
where (cast(:month as text) is null or s.month = :month)
  and (cast(:request as bigint) is null
    or d.state in ('queued', 'sending')
    or exists (select 1 from delivery_attempt t where t.delivery_id = d.delivery_id and t.request = :request))
order by s.number, d.target
