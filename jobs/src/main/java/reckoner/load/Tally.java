package reckoner.load;

import java.util.ArrayList;
import java.util.List;

/** How the lines of one file came out. */
final class Tally {

    /** Of more rejected lines than this the reasons are only counted, unless that many are allowed. */
    private static final int FEWEST_KEPT = 1_000;

    private final long allowed;
    private final List<Rejection> kept = new ArrayList<>();
    private long rejected;
    private boolean unreadable;
    private long rows;

    Tally(long allowed) {
        this.allowed = allowed;
    }

    void add(Rejection rejection) {
        rejected++;
        if (kept.size() < Math.max(allowed, FEWEST_KEPT)) {
            kept.add(rejection);
        }
    }

    /** The rest of the file could not be read. */
    void end(Unreadable reason) {
        add(reason.rejection());
        unreadable = true;
    }

    void readRows(long count) {
        rows = count;
    }

    long rows() {
        return rows;
    }

    long rejected() {
        return rejected;
    }

    List<Rejection> kept() {
        return kept;
    }

    /** Is the file refused as a whole? */
    boolean isRefused() {
        return unreadable || rejected > allowed;
    }
}
