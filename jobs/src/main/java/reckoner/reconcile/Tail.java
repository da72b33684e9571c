package reckoner.reconcile;

import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The last entries of a chain, and whether they part what was found before them from whatever follows. */
final class Tail {

    /** A walk looks two links ahead; one more, so that the group of the last instant may still grow. */
    private static final int APART = 3;
    private static final int KEPT = 16;

    private final ArrayDeque<Instant> last = new ArrayDeque<>();
    private @Nullable Instant lastFound;

    void add(Instant at) {
        if (last.size() == KEPT) {
            last.remove();
        }
        last.add(at);
    }

    void found(Instant at) {
        lastFound = lastFound == null || at.isAfter(lastFound) ? at : lastFound;
    }

    /** Not where a source posts out of order: there another order of the whole window may be better with what follows. */
    boolean isSettled(boolean windowed) {
        Instant found = lastFound;
        if (found == null) {
            return true;
        }
        return !windowed && last.stream().filter(at -> at.isAfter(found) && at.isBefore(last.getLast())).count() >= APART;
    }
}
