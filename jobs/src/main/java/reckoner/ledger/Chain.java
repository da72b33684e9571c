package reckoner.ledger;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Puts the entries of one account in order and hands them on as links.
 *
 * <p>Entries arrive by time; those of one instant are a group whose order the balances decide: an entry is an edge from
 * {@code balance - effect} to {@code balance}, and a valid order is a path through all edges that begins at the balance so
 * far. Where no such path exists, the order with the fewest breaks wins, over all groups together: each group leaves behind
 * the balances it may have ended with, each with its cost, and the next group picks among them (Viterbi). A group with only
 * one possible end settles everything before it, so little is ever remembered. Where that leaves a break and the window is
 * wider than an instant, {@link Reordering} looks for a better order around it.
 */
public final class Chain {

    private final OrderWindow window;
    private final Consumer<Link> links;
    private final Runnable flush;
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
        this.ends = List.of(End.opening(openingMicros));
        if (window.isInstant()) {
            this.links = links;
            this.flush = () -> {};
        } else {
            Reordering reordering = new Reordering(window, zone, openingMicros.isPresent(), links);
            this.links = reordering;
            this.flush = reordering::finish;
        }
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
        if (!group.isEmpty() && !window.joins(group.get(0), entry)) {
            settleGroup();
        }
        group.add(entry);
    }

    /** The account has no more entries: hand on what is left. */
    public void finish() {
        settleGroup();
        handOn();
        flush.run();
    }

    private void settleGroup() {
        if (group.isEmpty()) {
            return;
        }
        ends = GroupOrder.ends(ends, List.copyOf(group));
        group.clear();
        if (ends.size() == 1 && ends.get(0).anchored()) {
            handOn();
        }
    }

    /** Follow the cheapest end back to the last one that is settled, and hand on the links between. */
    private void handOn() {
        End best = ends.stream().reduce(End::better).orElseThrow();
        best.handOn(nothingHandedOn, links);
        nothingHandedOn &= best.previous() == null;
        ends = List.of(best.settled());
    }
}
