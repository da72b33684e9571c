package reckoner.reconcile;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads entries once, in the order they lie in the table; a large table in two halves at once, on two connections. */
final class LedgerScan {

    private static final int PAGES_WORTH_HALVING = 4_000;

    private final Connection connection;
    private final DataSource source;
    private final int pagesWorthHalving;

    /** @param connection with an open transaction; further ones come from {@code source} */
    LedgerScan(Connection connection, DataSource source) {
        this(connection, source, PAGES_WORTH_HALVING);
    }

    LedgerScan(Connection connection, DataSource source, int pagesWorthHalving) {
        this.connection = connection;
        this.source = source;
        this.pagesWorthHalving = pagesWorthHalving;
    }

    /** Entries with a number above {@code afterEntry}, -1 for all. */
    Sweep sweep(long afterEntry, Sweep.Reference reference) throws SQLException {
        List<Sweep> parts = new ArrayList<>();
        Sweep first = new Sweep(reference, afterEntry);
        first.links().beginAfter(seal(afterEntry));
        long pages = pages();
        if (afterEntry >= 0 || pages < pagesWorthHalving) {
            read(connection, afterEntry < 0 ? "" : "where entry_id > " + afterEntry, first);
            parts.add(first);
        } else {
            long half = pages / 2;
            CompletableFuture<Sweep> second = CompletableFuture.supplyAsync(() -> onAnother("where ctid >= '(" + half + ",0)'", new Sweep(reference, afterEntry)));
            try {
                read(connection, "where ctid < '(" + half + ",0)'", first);
                parts.add(first);
            } finally {
                parts.add(joined(second));
            }
        }
        return parts.stream().reduce(Sweep::joinedWith).orElseThrow();
    }

    private Sweep onAnother(String where, Sweep sweep) {
        try (Connection other = source.getConnection()) {
            other.setAutoCommit(false);
            read(other, where, sweep);
            other.rollback();
            return sweep;
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private static Sweep joined(CompletableFuture<Sweep> part) throws SQLException {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
        }
    }

    private byte @Nullable [] seal(long entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select seal from ledger_entry where entry_id = ?")) {
            statement.setLong(1, entry);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }

    private long pages() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_relation_size('ledger_entry') / 8192")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void read(Connection connection, String where, Sweep sweep) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Rows in the order they lie: nobody else's scan is joined half-way, and no helpers deliver out of turn.
            statement.execute("set local synchronize_seqscans = off");
            statement.execute("set local max_parallel_workers_per_gather = 0");
        }
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                copy (
                  select %s
                  from ledger_entry %s
                ) to stdout (format binary)""".formatted(SweptEntry.COLUMNS, where));
        SweptEntry entry = new SweptEntry();
        boolean isFirst = true;
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            ByteBuffer row = ByteBuffer.wrap(message);
            if (isFirst) {
                skipHeader(row);
                isFirst = false;
            }
            if (row.remaining() > Short.BYTES) {
                entry.read(row);
                sweep.take(entry);
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
