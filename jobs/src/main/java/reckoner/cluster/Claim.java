package reckoner.cluster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reckoner.Failure;

/**
 * The part that a thread of a worker has taken. Whatever the thread commits is checked against it, so that a worker that was
 * suspended, and whose part went to another, changes nothing when it wakes up.
 */
public final class Claim {

    private static final ThreadLocal<@Nullable Claim> CURRENT = new ThreadLocal<>();

    private final long step;
    private final String part;
    private final long worker;
    private final int attempt;

    Claim(long step, String part, long worker, int attempt) {
        this.step = step;
        this.part = part;
        this.worker = worker;
        this.attempt = attempt;
    }

    /** Id of the step execution. */
    long step() {
        return step;
    }

    /** Name of the step that does the part. */
    String part() {
        return part;
    }

    long worker() {
        return worker;
    }

    int attempt() {
        return attempt;
    }

    <T> T during(Supplier<T> work) {
        CURRENT.set(this);
        try {
            return work.get();
        } finally {
            CURRENT.remove();
        }
    }

    /**
     * Fail as {@code BUSY} where this thread works at a part that is no longer its own, or whose run has lost the run lock. Whoever
     * takes either away waits for a commit that passed here.
     */
    public static void check(Connection connection) throws SQLException {
        Claim claim = CURRENT.get();
        if (claim == null) {
            return;
        }
        try (PreparedStatement check = connection.prepareStatement("""
                select 1
                from partition_work w
                join run_lock r on r.name = 'run' and r.token = w.run_token
                where w.step_execution_id = ? and w.worker_id = ? and w.attempt = ? and w.ended_at is null
                for share""")) {
            check.setLong(1, claim.step);
            check.setLong(2, claim.worker);
            check.setInt(3, claim.attempt);
            if (!check.executeQuery().next()) {
                throw Failure.busy("The part %d of %s went to another process meanwhile. What this one had not committed was undone."
                        .formatted(claim.step, claim.part));
            }
        }
    }
}
