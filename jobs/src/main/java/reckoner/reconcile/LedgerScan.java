package reckoner.reconcile;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
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
        return first(afterEntry, Long.MAX_VALUE, reference);
    }

    /** The first of them, with numbers to {@code to}. */
    Sweep first(long afterEntry, long to, Sweep.Reference reference) throws SQLException {
        Sweep sweep = new Sweep(reference, afterEntry);
        if (afterEntry < 0) {
            // Whoever puts rows in is not bound to numbers that were given out.
            if (to == Long.MAX_VALUE) {
                read("true", sweep::take);
            } else {
                range("entry_id <= " + to, sweep::take);
            }
        } else {
            range(between(afterEntry, to), entry -> {
                if (entry.entry == afterEntry) {
                    sweep.beginAfter(entry);
                } else {
                    sweep.take(entry);
                }
            });
        }
        return sweep;
    }

    /** Entries with numbers {@code from} to {@code to}, amid a ledger. */
    Sweep amid(long from, long to, Sweep.Reference reference) throws SQLException {
        Sweep sweep = Sweep.amid(reference, from - 1);
        range(between(from - LEAD, to), entry -> {
            if (entry.entry < from) {
                sweep.lead(entry);
            } else {
                sweep.take(entry);
            }
        });
        return sweep;
    }

    private static String between(long from, long to) {
        return "entry_id between " + from + " and " + to;
    }

    /** A range is found by the blocks that it lies in; what comes later in the transaction is planned as ever. */
    private void range(String which, Consumer<SweptEntry> taker) throws SQLException {
        plan("off");
        read(which, taker);
        plan("default");
    }

    private void plan(String how) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local enable_seqscan = " + how);
            statement.execute("set local enable_indexscan = " + how);
        }
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
