-- Tables that have grown by more than a tenth since the planner last counted them, and what the walk has just written.
select c.relname
from pg_class c
join (
  values ('ledger_entry', 'ledger'), ('usage_record', 'usage'), ('payment', 'payments'), ('superseded_entry', ''), ('chain_finding', '')
) t (name, feed) on c.oid = t.name::regclass
where c.reltuples <= 0
  or t.name = 'chain_finding'
  or c.reltuples * 1.1 < (
    select coalesce(sum(l.accepted_count - coalesce(x.row_count, 0)), 0)
    from load l
    left join archived_load x using (load_id)
    where l.feed = t.feed and l.state = 'loaded')
order by c.relname
