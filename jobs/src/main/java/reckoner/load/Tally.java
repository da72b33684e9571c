package reckoner.load;

import java.util.ArrayList;
import java.util.List;

/** How the lines of one file came out. */
final class Tally {

    /** Of more faults than this the lines are only counted, unless that many are allowed. */
    private static final int FEWEST_KEPT = 1_000;

    private final long allowed;
    private final List<Rejection> kept = new ArrayList<>();
    private long rejected;
    private boolean broken;
    private Currencies currencies = new Currencies();
    private long rows;
    private long skipped;
    private long sumMicros;

    Tally(long allowed) {
        this.allowed = allowed;
    }

    /** A line, with everything that is wrong with it. */
    void add(List<Rejection> faults) {
        rejected++;
        faults.stream().limit(Math.max(0, Math.max(allowed, FEWEST_KEPT) - kept.size())).forEach(kept::add);
    }

    /** The file as a whole is not to be trusted, whatever is allowed. */
    void refuse(Rejection reason) {
        rejected++;
        kept.add(reason);
        broken = true;
    }

    void read(long count, FeedReader reader) {
        rows = count;
        skipped = reader.skipped();
        sumMicros = reader.sumMicros();
        currencies = reader.currencies();
    }

    long rows() {
        return rows;
    }

    /** Lines that the mapping leaves out. */
    long skipped() {
        return skipped;
    }

    long sumMicros() {
        return sumMicros;
    }

    /** That the lines give their accounts; none where the mapping has no column for it. */
    Currencies currencies() {
        return currencies;
    }

    long rejected() {
        return rejected;
    }

    List<Rejection> kept() {
        return kept;
    }

    /** Is the file refused whatever is allowed? */
    boolean isBroken() {
        return broken;
    }

    /** Is the file refused as a whole? */
    boolean isRefused() {
        return broken || rejected > allowed;
    }
}
