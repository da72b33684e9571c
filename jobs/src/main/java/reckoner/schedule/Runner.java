package reckoner.schedule;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.OwnProcess;

/**
 * Runs what is due, oldest first, until nothing is. Of several processes on one database one does it at a time: it holds an
 * advisory lock on a connection of its own, so that whatever the table calls running while the lock is free has died.
 */
@Component
public class Runner {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
    private static final long KEY = 0x5245434b52554e53L; // "RECKRUNS"
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final DataSource dataSource;
    private final DueRuns dueRuns;
    private final Tasks tasks;
    private volatile boolean ending;

    Runner(DataSource dataSource, DueRuns dueRuns, Tasks tasks) {
        this.dataSource = dataSource;
        this.dueRuns = dueRuns;
        this.tasks = tasks;
    }

    /** Run what is due; returns how many were run here: 0 also where another process is at it. */
    public synchronized int drain() {
        try (Connection connection = dataSource.getConnection()) {
            if (!lock(connection, "select pg_try_advisory_lock(?)")) {
                return 0;
            }
            try {
                dueRuns.heal();
                return runAll();
            } finally {
                lock(connection, "select pg_advisory_unlock(?)");
            }
        } catch (SQLException e) {
            throw Failure.environment("What is due cannot be looked up: " + e.getMessage() + ". Nothing was run; it is tried again.", e);
        }
    }

    /** Take nothing new any more; what runs goes on to its end. */
    void end() {
        ending = true;
    }

    private int runAll() {
        int done = 0;
        while (!ending) {
            Optional<DueRuns.DueRun> due = dueRuns.take(owner());
            if (due.isEmpty() || !run(due.get())) {
                return done;
            }
            done++;
        }
        return done;
    }

    /** False where it has to wait, and with it everything that is due later. */
    private boolean run(DueRuns.DueRun due) {
        try {
            dueRuns.finish(due, "done", tasks.run(due));
        } catch (Failure e) {
            if (e.category() == Failure.Category.BUSY) {
                dueRuns.putBack(due, WAIT, String.valueOf(e.getMessage()));
                return false;
            }
            LOG.warn("The run of '{}' that was due at {} failed: {}", due.task().key(), due.dueAt(), e.getMessage());
            dueRuns.finish(due, "failed", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.warn("The run of '{}' that was due at {} failed; the details are in logs/.", due.task().key(), due.dueAt());
            LoggerFactory.getLogger("schedule").error("due run {}", due.id(), e);
            dueRuns.finish(due, "failed", "It could not be done; the details are in logs/ of the home that ran it.");
        }
        return true;
    }

    private static boolean lock(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, KEY);
            ResultSet answer = statement.executeQuery();
            return answer.next() && answer.getBoolean(1);
        }
    }

    private static String owner() {
        return OwnProcess.hostName() + ", process " + ProcessHandle.current().pid();
    }
}
