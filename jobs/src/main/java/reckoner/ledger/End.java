package reckoner.ledger;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One way a group may have ended: the balance it leaves and what it cost to get there.
 *
 * @param anchored false only before the first entry of an account without a stated opening balance
 * @param breaks gaps larger than the tolerance so far
 * @param charged failed entries that moved the balance so far; fewer is the better explanation
 * @param gapMicros sum of all gaps' magnitudes, so that among equally broken orders the closest fit wins
 * @param descents places where the order departs from the source's
 */
record End(
        boolean anchored,
        long balanceMicros,
        int breaks,
        int charged,
        long gapMicros,
        int descents,
        List<GroupOrder.Step> steps,
        @Nullable End previous)
        implements Comparable<End> {

    static End opening(OptionalLong openingMicros) {
        return new End(openingMicros.isPresent(), openingMicros.orElse(0), 0, 0, 0, 0, List.of(), null);
    }

    /** The same place with nothing before it left to decide. */
    End settled() {
        return new End(anchored, balanceMicros, 0, 0, 0, 0, List.of(), null);
    }

    @Override
    public int compareTo(End other) {
        int order = Integer.compare(breaks, other.breaks);
        order = order != 0 ? order : Integer.compare(charged, other.charged);
        order = order != 0 ? order : Long.compare(gapMicros, other.gapMicros);
        order = order != 0 ? order : Integer.compare(descents, other.descents);
        return order != 0 ? order : Long.compare(balanceMicros, other.balanceMicros);
    }
}
