package reckoner.reconcile;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.LedgerEntry;

/** Reads a row of {@code ledger_entry} with its columns under their own names. */
final class EntryRow {

    private EntryRow() {}

    static LedgerEntry read(ResultSet row, long toleranceMicros) throws SQLException {
        long sequence = row.getLong("sequence");
        Long sequenceOrNull = row.wasNull() ? null : sequence;
        long balance = row.getLong("balance_micros");
        Long balanceOrNull = row.wasNull() ? null : balance;
        return new LedgerEntry(
                row.getLong("entry_id"),
                row.getInt("account_key"),
                row.getString("transaction_id"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                sequenceOrNull,
                row.getInt("event_key"),
                row.getShort("service_key"),
                EntryType.ofCode(row.getInt("type")),
                EntryStatus.ofCode(row.getInt("status")),
                row.getLong("quantity_micros"),
                row.getLong("amount_micros"),
                balanceOrNull,
                toleranceMicros);
    }
}
