package reckoner.ledger;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The best order of a stretch in which no entry is overtaken from beyond its window: a beam search that places one entry
 * after the other, first those that follow from the balance, then, at the price of a break, the earliest that is left or
 * one that nothing left leads to. At most {@value #BEAM} ways are kept and {@value #SIGHT} entries looked at for each
 * place, so the work is proportional to the length of the stretch.
 */
final class WindowSearch {

    static final int BEAM = 32;
    static final int SIGHT = 128;
    private static final int JUMPS = 4;

    private final End start;
    private final List<LedgerEntry> stretch;
    private final int[] reach;
    private long steps;
    private boolean ambiguous;

    /** @param reach for each entry the last one that may come before it */
    WindowSearch(End start, List<LedgerEntry> stretch, int[] reach) {
        this.start = start;
        this.stretch = stretch;
        this.reach = reach;
    }

    /** A way to have placed some entries: which, the last of them, and at what cost. */
    private record Way(BitSet used, int last, End cost, @Nullable Way before) {}

    private record Place(BitSet used, long balanceMicros) {}

    /** The cheapest order for each balance that the stretch may end with, best first. */
    List<List<LedgerEntry>> orders() {
        List<Way> ways = List.of(new Way(new BitSet(stretch.size()), -1, start, null));
        for (int placed = 0; placed < stretch.size(); placed++) {
            Map<Place, Way> next = new HashMap<>();
            for (Way way : ways) {
                for (int candidate : candidates(way)) {
                    Way longer = extended(way, candidate);
                    next.merge(new Place(longer.used(), longer.cost().balanceMicros()), longer, WindowSearch::better);
                }
            }
            ways = kept(next.values());
        }
        Way best = ways.get(0);
        ambiguous = best.cost().ambiguous();
        return ways.stream().filter(way -> way.cost().breaks() <= best.cost().breaks() + 1).map(this::order).toList();
    }

    long steps() {
        return steps;
    }

    /** Is there an order as good as the best, to the same balance, with other findings? */
    boolean isAmbiguous() {
        return ambiguous;
    }

    private List<Integer> candidates(Way way) {
        int first = way.used().nextClearBit(0);
        int limit = Math.min(reach[first], first + SIGHT);
        List<Integer> fits = new ArrayList<>();
        for (int i = first; i <= limit; i = way.used().nextClearBit(i + 1)) {
            steps++;
            if (gap(way, i) <= stretch.get(i).toleranceMicros() && isNew(fits, i)) {
                fits.add(i);
            }
        }
        if (fits.isEmpty()) {
            fits.addAll(jumps(way, first, limit));
        }
        if (!fits.contains(first)) {
            fits.add(first);
        }
        return fits;
    }

    /** Of entries that say the same the earliest is enough. */
    private boolean isNew(List<Integer> fits, int candidate) {
        LedgerEntry entry = stretch.get(candidate);
        return fits.stream().map(stretch::get).noneMatch(other -> entry.balanceMicros() != null
                && entry.balanceMicros().equals(other.balanceMicros())
                && entry.amountMicros() == other.amountMicros()
                && entry.type() == other.type()
                && entry.status() == other.status());
    }

    /** Entries that nothing left leads to, nearest first: a break that must come anyway comes before one of them. */
    private List<Integer> jumps(Way way, int first, int limit) {
        TreeSet<Long> led = new TreeSet<>();
        List<Integer> left = new ArrayList<>();
        for (int i = first; i <= limit; i = way.used().nextClearBit(i + 1)) {
            left.add(i);
            if (stretch.get(i).balanceMicros() != null) {
                led.add(stretch.get(i).balanceMicros());
            }
        }
        steps += left.size();
        return left.stream()
                .filter(i -> {
                    LedgerEntry entry = stretch.get(i);
                    long before = new GroupOrder.Step(entry, entry.effectMicros()).beforeMicros(way.cost().balanceMicros());
                    Long near = led.ceiling(before - entry.toleranceMicros());
                    return near == null || near > before + entry.toleranceMicros() || entry.effectMicros() == 0;
                })
                .sorted(Comparator.comparingLong(i -> gap(way, i)))
                .limit(JUMPS)
                .toList();
    }

    private long gap(Way way, int candidate) {
        End here = way.cost();
        GroupOrder.Step step = GroupOrder.step(stretch.get(candidate), here.anchored(), here.balanceMicros());
        return here.anchored() ? Math.abs(step.beforeMicros(here.balanceMicros()) - here.balanceMicros()) : 0;
    }

    private Way extended(Way way, int candidate) {
        BitSet used = (BitSet) way.used().clone();
        used.set(candidate);
        End after = GroupOrder.follow(way.cost(), List.of(stretch.get(candidate)));
        int descents = after.descents() + (candidate < way.last() ? 1 : 0);
        return new Way(used, candidate, new End(true, after.balanceMicros(), after.breaks(), after.charged(), after.gapMicros(),
                descents, after.print(), after.ambiguous(), List.of(), null), way);
    }

    private static Way better(Way one, Way other) {
        End best = End.better(one.cost(), other.cost());
        Way way = one.cost().compareTo(other.cost()) <= 0 ? one : other;
        return new Way(way.used(), way.last(), best, way.before());
    }

    private static List<Way> kept(Collection<Way> ways) {
        int fewest = ways.stream().mapToInt(way -> way.cost().breaks()).min().orElse(0);
        return ways.stream()
                .filter(way -> way.cost().breaks() <= fewest + 2)
                .sorted(Comparator.comparing(Way::cost))
                .limit(BEAM)
                .toList();
    }

    private List<LedgerEntry> order(Way last) {
        LedgerEntry[] order = new LedgerEntry[stretch.size()];
        int place = order.length;
        for (Way way = last; way.before() != null; way = way.before()) {
            order[--place] = stretch.get(way.last());
        }
        return List.of(order);
    }
}
