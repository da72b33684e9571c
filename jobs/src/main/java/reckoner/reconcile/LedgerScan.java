package reckoner.reconcile;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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

    /** Entries with a number above {@code afterEntry}, -1 for all. */
    Sweep sweep(long afterEntry, Sweep.Reference reference) throws SQLException {
        Sweep sweep = new Sweep(reference, afterEntry, seal(afterEntry));
        LyingOrder order = new LyingOrder(sweep::take);
        if (afterEntry < 0) {
            // The server writes a table out faster than the rows of a query.
            for (String partition : partitions()) {
                read("copy " + partition + " (" + SweptEntry.COLUMNS + ") to stdout (format binary)", order::take);
            }
        } else {
            read("copy (select " + SweptEntry.COLUMNS + " from ledger_entry where entry_id > " + afterEntry + ") to stdout (format binary)", order::take);
        }
        order.finish();
        return sweep;
    }

    /** In the order of their numbers. */
    private List<String> partitions() throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select name from ledger_partition order by number")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private byte @Nullable [] seal(long entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select seal from ledger_entry where entry_id = ?")) {
            statement.setLong(1, entry);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    private void read(String copyOut, Consumer<SweptEntry> taker) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Rows in the order they lie: nobody else's scan is joined half-way, and no helpers deliver out of turn.
            statement.execute("set local synchronize_seqscans = off");
            statement.execute("set local max_parallel_workers_per_gather = 0");
        }
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(copyOut);
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
