package reckoner.reconcile;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads entries once, in the order of their numbers, with a few of them at a time in memory. */
final class LedgerScan {

    private final Connection connection;

    /** @param connection with an open transaction */
    LedgerScan(Connection connection) {
        this.connection = connection;
    }

    /** How many numbers before a range are read to know what its first seal has to follow from. */
    static final int LEAD = 1_000;

    /** Entries with a number above {@code afterEntry}, -1 for all. */
    Sweep sweep(long afterEntry, Sweep.Reference reference) throws SQLException {
        Sweep sweep = new Sweep(reference, afterEntry, seal(afterEntry));
        read(afterEntry < 0 ? "true" : "entry_id > " + afterEntry, sweep::take);
        return sweep;
    }

    /** Entries with numbers {@code from} to {@code to}, amid a ledger. */
    Sweep amid(long from, long to, Sweep.Reference reference) throws SQLException {
        Sweep sweep = Sweep.amid(reference, from - 1);
        read(from - LEAD, to, entry -> {
            if (entry.entry < from) {
                sweep.lead(entry);
            } else {
                sweep.take(entry);
            }
        });
        return sweep;
    }

    /** The first entries after {@code afterEntry}, with numbers to {@code to}. */
    Sweep first(long afterEntry, long to, Sweep.Reference reference) throws SQLException {
        Sweep sweep = new Sweep(reference, afterEntry, seal(afterEntry));
        // Whoever puts rows in is not bound to numbers that were given out.
        read(afterEntry < 0 ? Long.MIN_VALUE : afterEntry + 1, to, sweep::take);
        return sweep;
    }

    private byte @Nullable [] seal(long entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select seal from ledger_entry where entry_id = ?")) {
            statement.setLong(1, entry);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    /** A range is found by the blocks that it lies in. */
    private void read(long from, long to, Consumer<SweptEntry> taker) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local enable_seqscan = off");
            statement.execute("set local enable_indexscan = off");
        }
        read("entry_id between " + from + " and " + to, taker);
    }

    private void read(String which, Consumer<SweptEntry> taker) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Rows in the order they lie: nobody else's scan is joined half-way, and no helpers deliver out of turn.
            statement.execute("set local synchronize_seqscans = off");
            statement.execute("set local max_parallel_workers_per_gather = 0");
        }
        LyingOrder order = new LyingOrder(taker);
        copy("copy (select " + SweptEntry.COLUMNS + " from ledger_entry where " + which + ") to stdout (format binary)", order::take);
        order.finish();
    }

    private void copy(String sql, Consumer<SweptEntry> taker) throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        boolean isFirst = true;
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            ByteBuffer row = ByteBuffer.wrap(message);
            if (isFirst) {
                skipHeader(row);
                isFirst = false;
            }
            if (row.remaining() > Short.BYTES) {
                taker.accept(new SweptEntry(row));
            }
        }
    }

    /** Signature, flags and the length of an extension that nobody has used yet; the first row follows at once. */
    private static void skipHeader(ByteBuffer row) {
        row.position(row.position() + 15);
        int extension = row.getInt();
        row.position(row.position() + extension);
    }
}
