package reckoner.run;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reckoner.Failure;

/**
 * The lock around every start, restart and recovery. It is an advisory lock of PostgreSQL on a connection of its own, so it
 * ends with the process that holds it; the row in {@code run_lock} only tells the loser whom to wait for.
 */
@Component
final class RunLock {

    static final long KEY = 0x5245434b4f4e4552L; // "RECKONER"

    private final DataSource dataSource;
    private @Nullable Connection holder;
    private int depth;

    RunLock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Released by close; taken again inside, it only counts. */
    interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /** Take the lock for {@code command}, or fail as {@code BUSY} with who holds it since when. */
    synchronized Held take(String command) {
        if (depth == 0) {
            holder = lock(command);
        }
        depth++;
        return this::release;
    }

    /** A pooled connection may have died unnoticed; the second one is fresh. */
    private Connection lock(String command) {
        try {
            return lockOnce(command);
        } catch (SQLException first) {
            try {
                return lockOnce(command);
            } catch (SQLException e) {
                throw Failure.environment("The run lock cannot be taken: " + e.getMessage()
                        + ". Nothing was changed. Run the same command again when the database answers.", e);
            }
        }
    }

    private Connection lockOnce(String command) throws SQLException {
        Connection connection = dataSource.getConnection();
        try {
            try (PreparedStatement lock = connection.prepareStatement("select pg_try_advisory_lock(?)")) {
                lock.setLong(1, KEY);
                ResultSet answer = lock.executeQuery();
                answer.next();
                if (!answer.getBoolean(1)) {
                    Failure busy = Failure.busy(whoHolds(connection));
                    connection.close();
                    throw busy;
                }
                note(connection, command);
                return connection;
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static void note(Connection connection, String command) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement("""
                insert into run_lock (name, owner, host, process_id, command, taken_at)
                values ('run', ?, ?, ?, ?, clock_timestamp())
                on conflict (name) do update
                set owner = excluded.owner, host = excluded.host, process_id = excluded.process_id,
                    command = excluded.command, taken_at = excluded.taken_at""")) {
            note.setString(1, System.getProperty("user.name", "?"));
            note.setString(2, hostName());
            note.setLong(3, ProcessHandle.current().pid());
            note.setString(4, command);
            note.executeUpdate();
        }
    }

    private static String whoHolds(Connection connection) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(
                "select owner, host, process_id, command, taken_at from run_lock where name = 'run'")) {
            if (!row.next()) {
                return "Another process is running a job on this database. Nothing was changed. Try again when it has ended.";
            }
            String since = row.getObject("taken_at", java.time.OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC)
                    .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'"));
            return "Already running: '%s' by %s on %s (process %d) since %s. Nothing was changed. Try again when it has ended."
                    .formatted(row.getString("command"), row.getString("owner"), row.getString("host"),
                            row.getLong("process_id"), since);
        }
    }

    private synchronized void release() {
        depth--;
        if (depth > 0 || holder == null) {
            return;
        }
        try (Connection connection = holder;
                PreparedStatement unlock = connection.prepareStatement("select pg_advisory_unlock(?)")) {
            unlock.setLong(1, KEY);
            unlock.execute();
        } catch (SQLException e) {
            // The connection is gone, and with it the lock.
        } finally {
            holder = null;
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown host";
        }
    }
}
