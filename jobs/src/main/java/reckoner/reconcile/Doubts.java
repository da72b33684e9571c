package reckoner.reconcile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Entries that a sweep could not clear of one matter; of too many only that they are too many. */
final class Doubts {

    static final int MOST = 50_000;

    private final List<Doubt> kept = new ArrayList<>();
    private boolean tooMany;

    /**
     * @param at microseconds since 2000
     * @param sealBefore seal of the entry with the number before; null: that one has none, or the doubt is not about a seal
     */
    record Doubt(int account, long at, long entry, byte @Nullable [] sealBefore) {}

    void add(SweptEntry entry) {
        add(entry, null);
    }

    void add(SweptEntry entry, byte @Nullable [] sealBefore) {
        if (kept.size() < MOST) {
            kept.add(new Doubt(entry.account, entry.at, entry.entry, sealBefore));
        } else {
            giveUp();
        }
    }

    /** Everything is in doubt. */
    void giveUp() {
        tooMany = true;
        kept.clear();
    }

    boolean areAllKept() {
        return !tooMany;
    }

    List<Doubt> kept() {
        return kept;
    }

    @Override
    public String toString() {
        return tooMany ? "all" : String.valueOf(kept.size());
    }
}
