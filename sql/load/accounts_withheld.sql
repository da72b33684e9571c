-- What a file says of the name of an erased person is not taken.
update staged s
set name = x.pseudonym,
    email = null
from account a
join erasure x using (account_key)
where a.account_id = s.account_id
  and (s.name, s.email) is distinct from (x.pseudonym, null);
