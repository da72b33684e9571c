-- Is there anything to build?
select
  exists (
    select 1
    from load l
    where l.state = 'loaded'
      and not exists (select 1 from timeline_load b where b.load_id = l.load_id))
  or exists (
    select 1
    from timeline_zone z
    join account a using (account_key)
    where a.time_zone <> z.time_zone) as behind
