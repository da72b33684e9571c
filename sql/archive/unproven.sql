-- Stretches that the files do not make again, seal for seal; none is the proof.
select
  s.first_entry,
  s.last_entry,
  s.entries,
  count(r.entry_id) as found
from archive_stretch s
left join returning_entry r on r.entry_id between s.first_entry and s.last_entry and r.load_id = s.load_id
where s.archive_id = :archive
group by s.first_entry, s.last_entry, s.entries, s.last_seal
having count(r.entry_id) <> s.entries
  or (array_agg(r.seal order by r.entry_id desc))[1] is distinct from s.last_seal
order by s.first_entry
