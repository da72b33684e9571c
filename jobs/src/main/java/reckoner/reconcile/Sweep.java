package reckoner.reconcile;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;
import reckoner.ledger.EntryType;

/**
 * Reads new entries once, in the order they lie in the table, and tells for each account whether they chain as they lie.
 *
 * <p>Loads append, so an account's entries nearly always lie in their order, and reading them needs no sort and no index:
 * a large table is read in two halves at once. Where they do not, or anything else is odd, the account is troubled and is
 * walked in chain order afterwards.
 */
final class Sweep {

    private static final int PAGES_WORTH_HALVING = 4_000;
    private static final int TYPE_COUNT = EntryType.values().length + 1;
    private static final long[] SIGN = signs();

    private final Sources sources;
    private final Map<Integer, Stretch> stretches = new TreeMap<>();
    private long newestEntry;
    private long entries;

    private Sweep(Sources sources, long afterEntry) {
        this.sources = sources;
        this.newestEntry = afterEntry;
    }

    /** Entries with a number above {@code afterEntry}, -1 for all, on an open transaction and further connections. */
    static Sweep after(long afterEntry, Connection connection, DataSource source, Sources sources) throws SQLException {
        List<Sweep> parts = new ArrayList<>();
        long pages = pages(connection);
        if (afterEntry >= 0 || pages < PAGES_WORTH_HALVING) {
            parts.add(new Sweep(sources, afterEntry).read(connection, afterEntry < 0 ? "" : "where entry_id > " + afterEntry));
        } else {
            long half = pages / 2;
            CompletableFuture<Sweep> second = CompletableFuture.supplyAsync(() -> {
                try (Connection other = source.getConnection()) {
                    other.setAutoCommit(false);
                    Sweep read = new Sweep(sources, afterEntry).read(other, "where ctid >= '(" + half + ",0)'");
                    other.rollback();
                    return read;
                } catch (SQLException e) {
                    throw new CompletionException(e);
                }
            });
            try {
                parts.add(new Sweep(sources, afterEntry).read(connection, "where ctid < '(" + half + ",0)'"));
            } finally {
                parts.add(joined(second));
            }
        }
        return parts.stream().reduce(Sweep::joinedWith).orElseThrow();
    }

    /** By account. */
    Iterable<Stretch> stretches() {
        return stretches.values();
    }

    /** Highest number seen, or what the sweep began after. */
    long newestEntry() {
        return newestEntry;
    }

    long entries() {
        return entries;
    }

    private static Sweep joined(CompletableFuture<Sweep> part) throws SQLException {
        try {
            return part.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
        }
    }

    private Sweep joinedWith(Sweep later) {
        later.stretches.forEach((account, stretch) -> {
            Stretch mine = stretches.get(account);
            if (mine == null) {
                stretches.put(account, stretch);
            } else {
                mine.append(stretch);
            }
        });
        newestEntry = Math.max(newestEntry, later.newestEntry);
        entries += later.entries;
        return this;
    }

    private static long pages(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_relation_size('ledger_entry') / 8192")) {
            row.next();
            return row.getLong(1);
        }
    }

    private Sweep read(Connection connection, String where) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Rows in the order they lie: nobody else's scan is joined half-way, and no helpers deliver out of turn.
            statement.execute("set local synchronize_seqscans = off");
            statement.execute("set local max_parallel_workers_per_gather = 0");
        }
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("""
                copy (
                  select account_key, load_id, type, status, entry_id, occurred_at, amount_micros, balance_micros, sequence
                  from ledger_entry %s
                ) to stdout (format binary)""".formatted(where));
        @Nullable Stretch[] byAccount = new Stretch[1_024];
        boolean isFirst = true;
        for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
            ByteBuffer row = ByteBuffer.wrap(message);
            if (isFirst) {
                skipHeader(row);
                isFirst = false;
            }
            if (row.remaining() < 2 || row.getShort() < 0) {
                continue;
            }
            row.getInt();
            int account = row.getInt();
            if (account >= byAccount.length) {
                byAccount = java.util.Arrays.copyOf(byAccount, Math.max(account + 1, byAccount.length * 2));
            }
            Stretch stretch = byAccount[account];
            if (stretch == null) {
                stretch = new Stretch(account);
                byAccount[account] = stretch;
                stretches.put(account, stretch);
            }
            take(row, stretch);
        }
        return this;
    }

    private void take(ByteBuffer row, Stretch stretch) {
        row.getInt();
        int load = row.getInt();
        row.getInt();
        int type = row.getShort();
        row.getInt();
        int status = row.getShort();
        row.getInt();
        long entry = row.getLong();
        row.getInt();
        long at = row.getLong();
        row.getInt();
        long amount = row.getLong();
        Long balance = row.getInt() < 0 ? null : (Long) row.getLong();
        Long sequence = row.getInt() < 0 ? null : (Long) row.getLong();
        stretch.add(entry, at, sequence, balance, SIGN[status * TYPE_COUNT + type] * amount, amount, sources.toleranceMicros(load));
        newestEntry = Math.max(newestEntry, entry);
        entries++;
    }

    /** Signature, flags and the length of an extension that nobody has used yet; the first row follows at once. */
    private static void skipHeader(ByteBuffer row) {
        row.position(row.position() + 15);
        int extension = row.getInt();
        row.position(row.position() + extension);
    }

    /** What an entry of a status and type does with its amount: nothing unless it succeeded. */
    private static long[] signs() {
        long[] signs = new long[TYPE_COUNT * 4];
        for (EntryType type : EntryType.values()) {
            signs[reckoner.ledger.EntryStatus.SUCCESS.code() * TYPE_COUNT + type.code()] = type.effect(1);
        }
        return signs;
    }
}
