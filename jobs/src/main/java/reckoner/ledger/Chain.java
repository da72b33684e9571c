package reckoner.ledger;

import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Puts the entries of one account in order and hands them on as links.
 *
 * <p>Entries arrive by time; what falls into one order window is a group whose order the balances decide: an entry is an
 * edge from {@code balance - effect} to {@code balance}, and a valid order is a path through all edges that begins at the
 * balance so far. Where no such path exists, the order with the fewest breaks wins, over all groups together: each group
 * leaves behind the balances it may have ended with, each with its cost, and the next group picks among them (Viterbi).
 * A group with only one possible end settles everything before it, so little is ever remembered.
 */
public final class Chain {

    private final OrderWindow window;
    private final ZoneId zone;
    private final Consumer<Link> links;
    private final List<LedgerEntry> group = new ArrayList<>();
    private List<End> ends;
    private boolean nothingHandedOn = true;

    /**
     * Begin an account.
     *
     * @param openingMicros stated balance before the first entry, micro-credits; empty: the first entry is the anchor
     * @param zone the account's zone, for windows of a day
     * @param links receives every link, in order
     */
    public Chain(OptionalLong openingMicros, OrderWindow window, ZoneId zone, Consumer<Link> links) {
        this.window = window;
        this.zone = zone;
        this.links = links;
        this.ends = List.of(End.opening(openingMicros));
    }

    /** All links of one account at once. */
    public static List<Link> of(
            List<LedgerEntry> entries, OptionalLong openingMicros, OrderWindow window, ZoneId zone) {
        List<Link> all = new ArrayList<>();
        Chain chain = new Chain(openingMicros, window, zone, all::add);
        entries.forEach(chain::add);
        chain.finish();
        return all;
    }

    /** Take the next entry; entries arrive by occurred_at, sequence, entry id. */
    public void add(LedgerEntry entry) {
        if (!group.isEmpty() && !window.joins(group.get(0), entry, zone)) {
            settleGroup();
        }
        group.add(entry);
    }

    /** The account has no more entries: hand on what is left. */
    public void finish() {
        settleGroup();
        handOn();
    }

    private void settleGroup() {
        if (group.isEmpty()) {
            return;
        }
        ends = GroupOrder.ends(ends, List.copyOf(group));
        group.clear();
        if (ends.size() == 1) {
            handOn();
        }
    }

    /** Follow the cheapest end back to the last one that is settled, and hand on the links between. */
    private void handOn() {
        End best = Collections.min(ends);
        Deque<End> path = new ArrayDeque<>();
        for (End end = best; end.previous() != null; end = end.previous()) {
            path.push(end);
        }
        for (End end : path) {
            long balance = end.previous().balanceMicros();
            boolean anchored = end.previous().anchored();
            for (GroupOrder.Step step : end.steps()) {
                LedgerEntry entry = step.entry();
                long before = anchored ? balance : step.beforeMicros(balance);
                long after = entry.balanceMicros() == null ? before + step.movementMicros() : entry.balanceMicros();
                links.accept(new Link(entry, before, step.movementMicros(), after, nothingHandedOn));
                nothingHandedOn = false;
                anchored = true;
                balance = after;
            }
        }
        ends = List.of(best.settled());
    }
}
