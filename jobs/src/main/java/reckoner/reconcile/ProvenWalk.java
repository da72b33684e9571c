package reckoner.reconcile;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Proves the whole ledger from where each account was proven before.
 *
 * <p>A sweep has read what is new. An account whose new entries follow from its checkpoint is proven with that; any other is
 * walked again from its first entry, which is what a late entry, another version of an entry, another opening balance or new
 * evidence for what was found come to. What was found in accounts that are not walked is reported again as it was.
 */
final class ProvenWalk {

    private final Checkpoints checkpoints;
    private final Causes causes;
    private final Sources sources;
    private final Duration lookAround;
    private final long run;
    private long entries;

    ProvenWalk(Checkpoints checkpoints, Causes causes, Sources sources, Duration lookAround, long run) {
        this.checkpoints = checkpoints;
        this.causes = causes;
        this.sources = sources;
        this.lookAround = lookAround;
        this.run = run;
    }

    /** Entries that were read. */
    long entries() {
        return entries;
    }

    /**
     * Walk in the open transaction of {@code connection}; checkpoints and findings are stored with it.
     *
     * @param mark up to where everything was walked before
     * @param sweep of what came after that
     */
    void walk(Connection connection, Checkpoints.Mark mark, Sweep sweep) throws SQLException {
        if (mark.equals(Checkpoints.Mark.NOTHING)) {
            checkpoints.forget();
        }
        Map<Integer, Checkpoint> before = checkpoints.all();
        Map<Integer, @Nullable Long> openings = checkpoints.openings();

        TreeSet<Integer> troubled = new TreeSet<>(checkpoints.superseded(mark.entry()));
        troubled.addAll(changed(before, openings));
        troubled.addAll(checkpoints.withNewEvidence(mark, lookAround));
        Map<Integer, Checkpoint> after = new HashMap<>();
        for (Stretch stretch : sweep.stretches()) {
            Checkpoint checkpoint = before.get(stretch.account);
            Long opening = openings.get(stretch.account);
            if (isTroubled(stretch, checkpoint, opening)) {
                troubled.add(stretch.account);
            } else {
                after.put(stretch.account, stretch.checkpoint(checkpoint, opening));
            }
        }
        entries = sweep.entries();
        if (!troubled.isEmpty()) {
            for (Checkpoint walked : ChainWalk.walk(connection, causes, sources, new ArrayList<>(troubled), run)) {
                after.put(walked.account(), walked);
                entries += walked.entries();
            }
        }
        checkpoints.store(after.values(), run);
        checkpoints.keepFindings(troubled, run);
        checkpoints.mark("chain", new Checkpoints.Mark(sweep.newestEntry(), checkpoints.newestLoad()), run);
    }

    private static boolean isTroubled(Stretch stretch, @Nullable Checkpoint before, @Nullable Long opening) {
        if (stretch.isTroubled()) {
            return true;
        }
        if (before != null) {
            return before.openFindings() > 0 && !before.settled() || stretch.isTroubledAfter(before.anchor());
        }
        return opening != null && stretch.isTroubledAfter(Stretch.Anchor.opening(opening));
    }

    /** Accounts whose proven part is no longer what it was. */
    private static List<Integer> changed(Map<Integer, Checkpoint> before, Map<Integer, @Nullable Long> openings) {
        return before.values().stream()
                .filter(checkpoint -> !Objects.equals(checkpoint.openingMicros(), openings.get(checkpoint.account())))
                .map(Checkpoint::account)
                .toList();
    }
}
