package reckoner.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import reckoner.OwnProcess;

/**
 * A worker's row, lock and sign of life, on a connection of its own. The lock ends with the process or its connection; then the
 * membership is over and the parts go to others.
 */
final class Membership implements AutoCloseable {

    /** First key of the advisory locks of workers; the second is the worker's id. */
    static final int LOCK_CLASS = 0x52434b57; // "RCKW"

    private final Connection connection;
    private final long id;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "worker's sign of life");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean alive = true;

    private Membership(Connection connection, long id) {
        this.connection = connection;
        this.id = id;
    }

    static Membership join(DataSource source, String fingerprint, Duration lease) throws SQLException {
        Connection connection = source.getConnection();
        try {
            Membership membership = new Membership(connection, register(connection, fingerprint));
            long beat = lease.toMillis() / 6;
            membership.heart.scheduleWithFixedDelay(membership::beat, beat, beat, TimeUnit.MILLISECONDS);
            return membership;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static long register(Connection connection, String fingerprint) throws SQLException {
        long id;
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into worker (host, process_id, session, fingerprint, started_at, seen_at)
                values (?, ?, current_setting('application_name'), ?, clock_timestamp(), clock_timestamp())
                returning worker_id""")) {
            insert.setString(1, OwnProcess.hostName());
            insert.setLong(2, ProcessHandle.current().pid());
            insert.setString(3, fingerprint);
            ResultSet row = insert.executeQuery();
            row.next();
            id = row.getLong(1);
        }
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_lock(?, ?)")) {
            lock.setInt(1, LOCK_CLASS);
            lock.setInt(2, Math.toIntExact(id));
            lock.execute();
        }
        return id;
    }

    long id() {
        return id;
    }

    boolean isAlive() {
        return alive;
    }

    private void beat() {
        try (PreparedStatement update = connection.prepareStatement("update worker set seen_at = clock_timestamp() where worker_id = ?")) {
            update.setLong(1, id);
            alive &= update.executeUpdate() == 1;
        } catch (SQLException e) {
            alive = false;
        }
    }

    @Override
    public void close() {
        alive = false;
        heart.shutdownNow();
        try (Connection ending = connection) {
            heart.awaitTermination(5, TimeUnit.SECONDS);
            try (PreparedStatement delete = ending.prepareStatement("delete from worker where worker_id = ?")) {
                delete.setLong(1, id);
                delete.executeUpdate();
            }
            try (PreparedStatement unlock = ending.prepareStatement("select pg_advisory_unlock(?, ?)")) {
                unlock.setInt(1, LOCK_CLASS);
                unlock.setInt(2, Math.toIntExact(id));
                unlock.execute();
            }
        } catch (SQLException e) {
            // The connection is gone, and with it the lock; the row is told dead by that.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
