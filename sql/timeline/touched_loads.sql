-- Loads that the buckets do not contain yet.
insert into touched_load (load_id)
select l.load_id
from load l
where l.state = 'loaded'
  and not exists (select 1 from timeline_load b where b.load_id = l.load_id)
