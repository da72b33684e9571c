    (cast(:account as text) is null or v.account_key = (select account_key from account where account_id = :account))
    and (cast(:event as text) is null or v.event_id = :event)
    and (cast(:after_id as text) is null
      or (coalesce(v.starts_at, '-infinity'), v.event_id) < (coalesce(cast(:after_at as timestamptz), '-infinity'), :after_id))
  order by coalesce(v.starts_at, '-infinity') desc, v.event_id desc
  limit :limit
