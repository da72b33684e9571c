package reckoner.seal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Reads stretches of the ledger in the order of the chain, however large, with one entry at a time in memory. */
final class EntryStream {

    /** Entry numbers of one query: few enough to be sorted in memory. */
    private static final long STRETCH = 200_000;
    private static final int HEADER = 19;

    private final Connection connection;
    private final String query = resource("entries");

    EntryStream(Connection connection) {
        this.connection = connection;
    }

    /** Hand over the entries with these numbers, both ends included. */
    void read(long first, long last, Consumer<StoredEntry> taker) throws SQLException {
        // A block that somebody made endless must not take endless queries.
        long stretch = Math.max(STRETCH, (last - first) / 10_000);
        for (long from = first; from <= last; from += stretch) {
            copy(query.formatted(from, Math.min(last, from + stretch - 1)), taker);
        }
    }

    private void copy(String sql, Consumer<StoredEntry> taker) throws SQLException {
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + sql + ") to stdout (format binary)");
        boolean isFirst = true;
        for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
            ByteBuffer buffer = ByteBuffer.wrap(row);
            if (isFirst) {
                buffer.position(HEADER);
                isFirst = false;
            }
            if (buffer.remaining() > Short.BYTES) {
                taker.accept(new StoredEntry(buffer));
            }
        }
    }

    static String resource(String name) {
        try (InputStream in = EntryStream.class.getResourceAsStream("/sql/seal/" + name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException(name + ".sql is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
