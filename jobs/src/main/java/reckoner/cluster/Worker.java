package reckoner.cluster;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes parts of whatever run is under way in the database, until it is told to end. */
@Component
public class Worker implements DisposableBean {

    private static final long IDLE_MILLIS = 200;
    private static final long RETRY_MILLIS = 2_000;
    private static final long LOOK_AGAIN_NANOS = 5_000_000_000L;

    private final DataSource source;
    private final WorkQueue queue;
    private final Partitions partitions;
    private final Fingerprint fingerprint;
    private final ClusterSettings settings;
    private final Object atWork = new Object();
    private volatile boolean ending;

    Worker(DataSource source, WorkQueue queue, Partitions partitions, Fingerprint fingerprint, ClusterSettings settings) {
        this.source = source;
        this.queue = queue;
        this.partitions = partitions;
        this.fingerprint = fingerprint;
        this.settings = settings;
    }

    /** Work until the application ends; what is worth knowing is told line by line. */
    public void work(int threads, Consumer<String> tell) {
        synchronized (atWork) {
            workTogether(threads, tell);
        }
    }

    /** Bring the parts that are begun to their end, before the database is let go. */
    @Override
    public void destroy() {
        ending = true;
        synchronized (atWork) {
            // Left by now.
        }
    }

    private void workTogether(int threads, Consumer<String> tell) {
        boolean told = false;
        while (!ending) {
            try (Membership membership = Membership.join(source, fingerprint.now(), settings.lease())) {
                tell.accept("Worker %d takes part, %d parts at a time.".formatted(membership.id(), threads));
                told = false;
                allHands(membership, threads, tell);
            } catch (SQLException e) {
                if (!told) {
                    tell.accept("The database does not answer (" + e.getMessage() + "). Trying again until it does.");
                    told = true;
                }
                sleep(RETRY_MILLIS);
            }
        }
    }

    private void allHands(Membership membership, int threads, Consumer<String> tell) {
        List<Thread> hands = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Thread hand = new Thread(() -> takeParts(membership, tell), "part " + i);
            hand.setDaemon(true);
            hand.start();
            hands.add(hand);
        }
        for (Thread hand : hands) {
            try {
                hand.join();
            } catch (InterruptedException e) {
                ending = true;
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void takeParts(Membership membership, Consumer<String> tell) {
        String own = fingerprint.now();
        long looked = System.nanoTime() - LOOK_AGAIN_NANOS;
        while (!ending && membership.isAlive()) {
            try {
                Claim claim = queue.claim(membership.id(), own).orElse(null);
                if (claim != null) {
                    take(claim, tell);
                    continue;
                }
                if (System.nanoTime() - looked >= LOOK_AGAIN_NANOS && queue.offersToOthers(own)) {
                    looked = System.nanoTime();
                    String now = fingerprint.now();
                    if (now.equals(own)) {
                        tell.accept("A run of another version, or with other settings of statements or branding, is under way. "
                                + "This worker takes no part in it. Give both the same program and the same config/.");
                    }
                    own = now;
                }
                sleep(IDLE_MILLIS);
            } catch (DataAccessException | TransactionException e) {
                // The membership finds out whether the database is gone.
                sleep(RETRY_MILLIS);
            }
        }
    }

    private void take(Claim claim, Consumer<String> tell) {
        Partitions.Ended ended = claim.during(() -> partitions.execute(claim));
        RuntimeException failure = ended.failure();
        if (failure == null) {
            if (ended.stopped()) {
                queue.back(claim);
            } else {
                queue.done(claim);
            }
            return;
        }
        tell.accept("Part %d of %s failed here: %s".formatted(claim.step(), claim.part(), failure.getMessage()));
        queue.failed(claim, String.valueOf(failure.getMessage()));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
