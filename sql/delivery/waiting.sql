-- What is to be sent now, oldest first, with everything that an attempt needs. The address is the account's own, as it is now.
select
  d.delivery_id as delivery,
  d.target,
  d.message_id,
  d.attempts,
  d.state = 'sending' as doubtful,
  s.statement_id as statement,
  s.number,
  s.month,
  s.replaces,
  a.account_id as account,
  a.name as account_name,
  a.email,
  s.model -> 'holder' ->> 'accountId' as holder,
  b.words ->> 'issuer' as issuer,
  b.words ->> 'language' as language
from delivery d
join statement s using (statement_id)
join account a using (account_key)
join branding b using (branding_key)
where d.state in ('queued', 'sending')
  and d.target = any (string_to_array(:targets, ','))
  and (d.next_attempt_at <= :now or :now_anyway)
order by s.number, d.target
