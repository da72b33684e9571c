package reckoner.reconcile;

import org.jspecify.annotations.Nullable;
import reckoner.ledger.Link;

/**
 * A broken link with the one before and the two after it, and what they prove about it.
 *
 * @param before null for the account's first
 * @param next null for the account's last
 * @param afterNext null where there is none
 */
record Surroundings(@Nullable Link before, Link broken, @Nullable Link next, @Nullable Link afterNext) {

    /** The next entry goes on from the balance that was expected: only this one's balance was altered. */
    boolean isTakenBack() {
        return next != null && next.isBroken() && next.gapMicros() == -broken.gapMicros();
    }

    /** This entry and the next fit each in the other's place. */
    boolean isSwapped() {
        return next != null && next.ownBeforeMicros() == broken.beforeMicros() && broken.ownBeforeMicros() == next.balanceMicros()
                && (afterNext == null || afterNext.ownBeforeMicros() == broken.balanceMicros());
    }

    /** The next entry goes on from the balance before this one, as if it were not there. */
    boolean isForeign() {
        return next != null && next.isBroken() && !isTakenBack() && !isSwapped() && next.ownBeforeMicros() == broken.beforeMicros();
    }

    /** How many of the following links broke for the same cause. */
    int explainedAhead() {
        return isTakenBack() || isForeign() ? 1 : isSwapped() ? 2 : 0;
    }
}
