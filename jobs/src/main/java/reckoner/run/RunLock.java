package reckoner.run;

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
import reckoner.OwnProcess;

/**
 * The lock around every start, restart and recovery. It is an advisory lock of PostgreSQL on a connection of its own, so it
 * ends with the process that holds it. It may also end under a living one: the connection is cut, or the process was
 * suspended and somebody took over. The row in {@code run_lock} counts who took it; {@link #fence} compares that before every commit.
 */
@Component
final class RunLock {

    static final long KEY = 0x5245434b4f4e4552L; // "RECKONER"

    private final DataSource dataSource;
    private @Nullable Connection holder;
    private int depth;
    private volatile long token;

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

    /**
     * End the sessions of whoever holds the lock, dead or alive; what it does from then on is fenced off.
     *
     * @return what it was doing, or null where nobody held the lock
     */
    @Nullable String breakOpen() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement end = connection.prepareStatement("""
                        select r.command, pg_terminate_backend(session.pid, 10000)
                        from pg_locks l
                        join run_lock r on r.backend = l.pid
                        join pg_stat_activity holder on holder.pid = l.pid
                        -- its other sessions too: one that stands in the middle of a transaction holds rows
                        join pg_stat_activity session
                          on session.pid <> pg_backend_pid()
                          and (session.pid = l.pid or session.application_name = holder.application_name)
                        where l.locktype = 'advisory'
                          and l.granted
                          and l.database = (select oid from pg_database where datname = current_database())
                          and (l.classid::bigint << 32) + l.objid::bigint = ?""")) {
            end.setLong(1, KEY);
            ResultSet ended = end.executeQuery();
            return ended.next() ? ended.getString(1) : null;
        } catch (SQLException e) {
            throw Failure.environment("The run lock cannot be taken over: " + e.getMessage() + ". Nothing was changed.", e);
        }
    }

    /**
     * Let a transaction of this process commit only while nobody else has taken the lock since; fails as {@code BUSY}. Whoever
     * takes the lock waits for a commit that passed here, so that nothing of ours comes after.
     */
    void fence(Connection connection) throws SQLException {
        long mine = token;
        if (mine == 0) {
            return;
        }
        try (PreparedStatement check = connection.prepareStatement("select token from run_lock where name = 'run' for share")) {
            ResultSet row = check.executeQuery();
            if (!row.next() || row.getLong(1) != mine) {
                throw Failure.busy("This run lost its run lock to %s. What it had not committed by then was undone. Try again when that has ended."
                        .formatted(whoHolds(connection)));
            }
        }
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
                    Failure busy = Failure.busy("Already running: %s. Nothing was changed. Try again when it has ended.".formatted(whoHolds(connection)));
                    connection.close();
                    throw busy;
                }
                token = note(connection, command);
                return connection;
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static long note(Connection connection, String command) throws SQLException {
        try (PreparedStatement note = connection.prepareStatement("""
                insert into run_lock (name, owner, host, process_id, backend, token, command, taken_at)
                values ('run', ?, ?, ?, pg_backend_pid(), 1, ?, clock_timestamp())
                on conflict (name) do update
                set owner = excluded.owner, host = excluded.host, process_id = excluded.process_id,
                    backend = excluded.backend, token = run_lock.token + 1,
                    command = excluded.command, taken_at = excluded.taken_at
                returning token""")) {
            note.setString(1, System.getProperty("user.name", "?"));
            note.setString(2, OwnProcess.hostName());
            note.setLong(3, ProcessHandle.current().pid());
            note.setString(4, command);
            ResultSet row = note.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    private static String whoHolds(Connection connection) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(
                "select owner, host, process_id, command, taken_at from run_lock where name = 'run'")) {
            if (!row.next()) {
                return "another process on this database";
            }
            String since = row.getObject("taken_at", java.time.OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC)
                    .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'"));
            return "'%s' by %s on %s (process %d) since %s"
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
            token = 0;
        }
    }
}
