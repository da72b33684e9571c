    (cast(:account as text) is null or e.account_key = (select account_key from account where account_id = :account))
    and (cast(:from as date) is null or e.occurred_at >= (select min(starts_at) from zone))
    and (cast(:to as date) is null or e.occurred_at < (select max(ends_at) from zone))
    -- Only near the edges of the range does it matter which zone it is.
    and (cast(:from as date) is null
      or e.occurred_at >= (select max(starts_at) from zone)
      or e.occurred_at >= (
        select z.starts_at from account a join zone z using (time_zone) where a.account_key = e.account_key))
    and (cast(:to as date) is null
      or e.occurred_at < (select min(ends_at) from zone)
      or e.occurred_at < (
        select z.ends_at from account a join zone z using (time_zone) where a.account_key = e.account_key))
    and (cast(:after_id as bigint) is null
      or e.occurred_at <= cast(:after_at as timestamptz))
    and (cast(:after_id as bigint) is null
      or (e.occurred_at, e.entry_id) < (cast(:after_at as timestamptz), cast(:after_id as bigint)))
    and (cast(:event as text) is null or e.event_key = (select event_key from event where event_id = :event))
    and {one}
    and (cast(:type as smallint) is null or e.type = cast(:type as smallint))
    and (cast(:status as smallint) is null or e.status = cast(:status as smallint))
    and not exists (
      select 1 from superseded_entry x where x.account_key = e.account_key and x.entry_id = e.entry_id)
  order by e.occurred_at desc, e.entry_id desc
  limit cast(:limit as bigint)
