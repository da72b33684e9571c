declare
  one record;
  from_entry bigint := (select min(entry_id) from ledger_entry where seal is null);
begin
  -- Entries that were put into a ledger of one's own without a load, and all behind them, are sealed as loads would have done.
  set local session_replication_role = replica;
  update ledger_entry e
  set seal = s.seal
  from (
    select x.account_key, x.occurred_at, x.entry_id,
      seal_chain(
        coalesce(
          (select seal from ledger_entry where entry_id < from_entry order by entry_id desc limit 1),
          decode(repeat('00', 16), 'hex')),
        entry_content(x.load_id, x.line_no, x.entry_id, x.occurred_at, x.quantity_micros, x.amount_micros, x.type, x.status, x.version,
          x.sequence, x.balance_micros, a.account_id, x.transaction_id, v.event_id, s.name))
        over (order by x.entry_id rows unbounded preceding) as seal
    from ledger_entry x
    left join account a on a.account_key = x.account_key
    left join event v on v.event_key = x.event_key
    left join service s on s.service_key = x.service_key
    where x.entry_id >= from_entry
  ) s
  where e.account_key = s.account_key and e.occurred_at = s.occurred_at and e.entry_id = s.entry_id;
  delete from load_seal;
  for one in
    select l.*, min(e.entry_id) as first_entry, max(e.entry_id) as last_entry, count(*) as entries,
      (select x.seal from ledger_entry x where x.entry_id = max(e.entry_id) order by x.account_key desc limit 1) as last_seal
    from ledger_entry e
    join load l using (load_id)
    group by l.load_id
    order by min(e.entry_id)
  loop
    insert into load_seal (seal_no, load_id, entries, first_entry, last_entry, last_seal, previous_head, head, sealed_at)
    select n.seal_no + 1, one.load_id, one.entries, one.first_entry, one.last_entry, one.last_seal, n.head,
      load_head(n.head, n.seal_no + 1, one.load_id, one.mapping, one.file_name, one.sha256, one.bytes, one.row_count, one.accepted_count,
        one.rejected_count, one.known_count, one.skipped_count, one.amount_micros, one.entries, one.first_entry, one.last_entry,
        one.last_seal, one.started_at),
      one.started_at
    from seal_now n;
  end loop;
  set local session_replication_role = origin;
end
