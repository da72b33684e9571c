-- Puts statements in force into the outbox, each once for a target: those of the month, and replacements of what was queued before.
insert into delivery (statement_id, target, message_id, state, queued_at, next_attempt_at)
select
  s.statement_id,
  t.target,
  format('<%s.%s.%s@%s>', s.number, t.target, substr(encode(sha256(convert_to(s.model::text, 'UTF8')), 'hex'), 1, 12), cast(:domain as text)),
  'queued',
  :now,
  :now
from statement s
join account a using (account_key)
cross join unnest(string_to_array(:targets, ',')) as t (target)
where s.replaced_by is null
  -- The documents of an erased person are gone.
  and not exists (select 1 from erasure x where x.account_key = s.account_key and x.begun_at >= s.issued_at)
  and (s.month = :month
    or exists (
      select 1
      from statement o
      join delivery d on d.statement_id = o.statement_id and d.target = t.target
      where o.replaced_by = s.number))
order by s.number, t.target
on conflict (statement_id, target) do nothing
