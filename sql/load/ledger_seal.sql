-- The load joins the chain of heads, with the counts that it ended with.
with sealed as (
  select
    p.seal_no + 1 as seal_no,
    l.*,
    coalesce((select e.seal from ledger_entry e where e.load_id = :load and e.entry_id = :newest), p.last_seal) as last_seal,
    p.head as previous_head
  from load l
  cross join seal_now p
  where l.load_id = :load
)
insert into load_seal (seal_no, load_id, entries, first_entry, last_entry, last_seal, previous_head, head, sealed_at)
select
  s.seal_no, s.load_id, s.accepted_count, :first_entry, :last_entry, s.last_seal, s.previous_head,
  load_head(s.previous_head, s.seal_no, s.load_id, s.mapping, s.file_name, s.sha256, s.bytes, s.row_count, s.accepted_count,
    s.rejected_count, s.known_count, s.skipped_count, s.amount_micros, s.accepted_count, :first_entry, :last_entry, s.last_seal,
    s.finished_at),
  s.finished_at
from sealed s;
