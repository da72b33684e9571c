package reckoner.ledger;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes links in time order and, around breaks, puts entries where they chain, each moved by at most the window.
 *
 * <p>Links are held back while a break is nearer than the window; then the stretch from the first break to a few entries
 * after the last one is ordered anew, and if breaks remain, once more with some entries before it. An order is taken only if
 * it costs less than the one that came. A sound chain passes through untouched, and a stretch has at most {@value #LONGEST}
 * entries, so that time is linear and memory bounded.
 */
final class Reordering implements Consumer<Link> {

    private static final int LONGEST = 1_024;
    private static final int BEFORE = 24;
    private static final int AFTER = 8;
    private static final int NONE = -1;

    private final OrderWindow window;
    private final ZoneId zone;
    private final boolean anchored;
    private final Consumer<Link> links;
    private final List<Link> held = new ArrayList<>();
    private int firstBreak = NONE;
    private int lastBreak = NONE;
    private long steps;

    /** @param anchored false where the account's first entry is its anchor */
    Reordering(OrderWindow window, ZoneId zone, boolean anchored, Consumer<Link> links) {
        this.window = window;
        this.zone = zone;
        this.anchored = anchored;
        this.links = links;
    }

    /** Orders that were tried so far, entry by entry: what the work is proportional to. */
    long steps() {
        return steps;
    }

    @Override
    public void accept(Link link) {
        held.add(link);
        int newest = held.size() - 1;
        if (link.isBroken() || link.failedButMoved()) {
            firstBreak = firstBreak == NONE ? newest : firstBreak;
            lastBreak = newest;
        } else if (firstBreak == NONE) {
            if (held.size() >= 2 * BEFORE) {
                release(held.size() - BEFORE);
            }
        } else if (newest >= lastBreak + AFTER
                && !window.reaches(held.get(lastBreak).entry(), link.entry(), newest - lastBreak, zone)) {
            mend();
        }
        if (held.size() >= LONGEST && firstBreak != NONE) {
            mend();
        }
    }

    /** The account has no more links: hand on what is left. */
    void finish() {
        if (firstBreak != NONE) {
            mend();
        }
        release(held.size());
    }

    private void mend() {
        boolean isFirst = held.get(0).first();
        int end = Math.min(held.size(), lastBreak + AFTER + 1);
        End best = followed(entries(0, held.size()));
        best = End.better(best, reordered(firstBreak, end));
        if (best.breaks() > 0 && firstBreak > 0) {
            best = End.better(best, reordered(0, end));
        }
        held.clear();
        best.handOn(isFirst, held::add);
        int settled = end;
        for (int i = end; i < held.size(); i++) {
            settled = held.get(i).isBroken() ? i + 1 : settled;
        }
        firstBreak = NONE;
        lastBreak = NONE;
        release(settled);
    }

    /** All that is held, with the entries of a stretch in the best order for them and what follows. */
    private End reordered(int from, int to) {
        List<LedgerEntry> stretch = entries(from, to);
        WindowSearch search = new WindowSearch(start(from), stretch, reach(stretch));
        End best = null;
        for (List<LedgerEntry> order : search.orders()) {
            List<LedgerEntry> whole = entries(0, from);
            whole.addAll(order);
            whole.addAll(entries(to, held.size()));
            End end = followed(whole);
            best = best == null ? end : End.better(best, end);
        }
        steps += search.steps();
        return search.isAmbiguous() && !best.ambiguous() ? best.asAmbiguous() : best;
    }

    private End followed(List<LedgerEntry> order) {
        steps += order.size();
        return GroupOrder.follow(start(0), order);
    }

    private End start(int at) {
        Link link = held.get(at);
        return End.at(anchored || !link.first(), link.beforeMicros());
    }

    private List<LedgerEntry> entries(int from, int to) {
        List<LedgerEntry> entries = new ArrayList<>(held.size());
        held.subList(from, to).forEach(link -> entries.add(link.entry()));
        return entries;
    }

    /** For each entry the last one that may come before it. */
    private int[] reach(List<LedgerEntry> stretch) {
        int[] reach = new int[stretch.size()];
        int last = 0;
        for (int i = 0; i < reach.length; i++) {
            last = Math.max(last, i);
            while (last + 1 < reach.length && window.reaches(stretch.get(i), stretch.get(last + 1), last + 1 - i, zone)) {
                last++;
            }
            reach[i] = last;
        }
        return reach;
    }

    private void release(int count) {
        List<Link> done = held.subList(0, count);
        done.forEach(links);
        done.clear();
    }
}
