-- Events of an erased person have no names.
update staged s
set name = s.event_id
from account a
join erasure x using (account_key)
where a.account_id = s.account_id
  and s.name <> s.event_id;
