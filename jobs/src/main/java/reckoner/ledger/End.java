package reckoner.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One way a group may have ended: the balance it leaves and what it cost to get there.
 *
 * @param anchored false only before the first entry with a balance of an account without a stated opening balance
 * @param breaks gaps larger than the tolerance so far
 * @param charged failed entries that moved the balance so far; fewer is the better explanation
 * @param gapMicros sum of all gaps' magnitudes, so that among equally broken orders the closest fit wins
 * @param descents places where the order departs from the source's
 * @param print of what is broken and charged so far, the same for the same findings
 * @param ambiguous true where an order as good as this one has other findings
 */
record End(
        boolean anchored,
        long balanceMicros,
        int breaks,
        int charged,
        long gapMicros,
        int descents,
        long print,
        boolean ambiguous,
        List<GroupOrder.Step> steps,
        @Nullable End previous)
        implements Comparable<End> {

    static End opening(OptionalLong openingMicros) {
        return at(openingMicros.isPresent(), openingMicros.orElse(0));
    }

    static End at(boolean anchored, long balanceMicros) {
        return new End(anchored, balanceMicros, 0, 0, 0, 0, 0, false, List.of(), null);
    }

    /** The same place with nothing before it left to decide. */
    End settled() {
        return at(anchored, balanceMicros);
    }

    End asAmbiguous() {
        return new End(anchored, balanceMicros, breaks, charged, gapMicros, descents, print, true, steps, previous);
    }

    /** The cheaper of both; ambiguous where only the source's order speaks for it and the other finds something else. */
    static End better(End one, End other) {
        End best = one.compareTo(other) <= 0 ? one : other;
        boolean asGood = one.breaks == other.breaks && one.charged == other.charged && one.gapMicros == other.gapMicros;
        return asGood && (one.print != other.print || one.ambiguous || other.ambiguous) && !best.ambiguous ? best.asAmbiguous() : best;
    }

    /** Hand on the links from the last settled end to this one. */
    void handOn(boolean isFirst, Consumer<Link> links) {
        Deque<End> path = new ArrayDeque<>();
        for (End end = this; end.previous != null; end = end.previous) {
            path.push(end);
        }
        long implied = path.isEmpty() ? 0 : impliedBefore(path);
        boolean first = isFirst;
        for (End end : path) {
            long balance = end.previous.anchored ? end.previous.balanceMicros : implied;
            for (GroupOrder.Step step : end.steps) {
                long after = step.afterMicros(balance);
                Link link = new Link(step.entry(), balance, step.movementMicros(), after, first, false);
                links.accept(ambiguous && (link.isBroken() || link.failedButMoved())
                        ? new Link(step.entry(), balance, step.movementMicros(), after, first, true) : link);
                first = false;
                balance = after;
            }
        }
    }

    /** What the first entry with a balance starts from; entries without one before it have moved nothing. 0 where no entry has one. */
    private static long impliedBefore(Deque<End> path) {
        return path.stream().flatMap(end -> end.steps.stream())
                .filter(step -> step.entry().balanceMicros() != null)
                .findFirst().map(step -> step.beforeMicros(0)).orElse(0L);
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
