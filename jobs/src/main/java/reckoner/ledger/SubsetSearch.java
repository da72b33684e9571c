package reckoner.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The best order of a small group, exactly: the cheapest way to have used each subset of its entries with each of them
 * last (Held and Karp). {@code 2^n * n^2} steps, so for small groups only.
 */
final class SubsetSearch {

    private final List<End> starts;
    private final List<LedgerEntry> group;
    private final int size;
    /** Those of the group that say a balance; before the first of them an account without a stated opening has none. */
    private final int withBalance;
    /** By subset and last entry: breaks and charged entries in one number, sum of gaps, departures from source order. */
    private final long[] cost;
    private final long[] gaps;
    private final int[] descents;
    private final long[] prints;
    private final boolean[] ambiguous;
    /** Which entry came before, or {@code -1 - start} for the first one. */
    private final int[] from;

    private SubsetSearch(List<End> starts, List<LedgerEntry> group) {
        this.starts = starts;
        this.group = group;
        this.size = group.size();
        this.withBalance = IntStream.range(0, size).filter(i -> group.get(i).balanceMicros() != null).map(i -> 1 << i).sum();
        int states = (1 << size) * size;
        this.cost = new long[states];
        this.gaps = new long[states];
        this.descents = new int[states];
        this.prints = new long[states];
        this.ambiguous = new boolean[states];
        this.from = new int[states];
        Arrays.fill(cost, Long.MAX_VALUE);
    }

    static List<End> ends(List<End> starts, List<LedgerEntry> group) {
        SubsetSearch search = new SubsetSearch(starts, group);
        search.begin();
        search.extend();
        return GroupOrder.pruned(search.collect());
    }

    private void begin() {
        for (int s = 0; s < starts.size(); s++) {
            End start = starts.get(s);
            for (int next = 0; next < size; next++) {
                long before = ((long) start.breaks() << 20) | start.charged();
                offer(1 << next, next, -1 - s, before, start.gapMicros(), start.descents(), start.print(),
                        start.ambiguous(), start.anchored(), start.balanceMicros());
            }
        }
    }

    private void extend() {
        for (int used = 1; used < 1 << size; used++) {
            for (int last = 0; last < size; last++) {
                int state = used * size + last;
                if (cost[state] == Long.MAX_VALUE) {
                    continue;
                }
                long balance = balanceAfter(used, last);
                boolean anchored = starts.get(0).anchored() || (used & withBalance) != 0;
                for (int next = 0; next < size; next++) {
                    if ((used & 1 << next) == 0) {
                        offer(used | 1 << next, next, last, cost[state], gaps[state],
                                descents[state] + (next < last ? 1 : 0), prints[state], ambiguous[state], anchored, balance);
                    }
                }
            }
        }
    }

    private void offer(int used, int next, int came, long costSoFar, long gapsSoFar, int newDescents, long printSoFar,
            boolean unsure, boolean anchored, long balance) {
        LedgerEntry entry = group.get(next);
        GroupOrder.Step step = GroupOrder.step(entry, anchored, balance);
        long gap = anchored ? Math.abs(step.beforeMicros(balance) - balance) : 0;
        long newCost = costSoFar + (gap > entry.toleranceMicros() ? 1L << 20 : 0) + (GroupOrder.isCharged(step) ? 1 : 0);
        long newGaps = GroupOrder.saturated(gapsSoFar, gap);
        long print = newCost == costSoFar ? printSoFar : printSoFar + GroupOrder.print(step, step.beforeMicros(balance) - balance);
        int state = used * size + next;
        boolean asGood = newCost == cost[state] && newGaps == gaps[state];
        boolean cheaper = newCost < cost[state] || newCost == cost[state] && newGaps < gaps[state];
        ambiguous[state] = cheaper ? unsure : ambiguous[state] || asGood && (unsure || print != prints[state]);
        if (cheaper || asGood && newDescents < descents[state]) {
            cost[state] = newCost;
            gaps[state] = newGaps;
            descents[state] = newDescents;
            prints[state] = print;
            from[state] = came;
        }
    }

    /** The reported balance of the last entry; one without a balance leaves it as it was before. */
    private long balanceAfter(int used, int last) {
        int subset = used;
        int entry = last;
        while (group.get(entry).balanceMicros() == null) {
            int came = from[subset * size + entry];
            if (came < 0) {
                return starts.get(-1 - came).balanceMicros();
            }
            subset &= ~(1 << entry);
            entry = came;
        }
        return group.get(entry).balanceMicros();
    }

    private List<End> collect() {
        int all = (1 << size) - 1;
        List<End> ends = new ArrayList<>();
        for (int last = 0; last < size; last++) {
            if (cost[all * size + last] == Long.MAX_VALUE) {
                continue;
            }
            LedgerEntry[] order = new LedgerEntry[size];
            int subset = all;
            int entry = last;
            for (int place = size - 1; place >= 0; place--) {
                order[place] = group.get(entry);
                int came = from[subset * size + entry];
                subset &= ~(1 << entry);
                entry = came;
            }
            End end = GroupOrder.follow(starts.get(-1 - entry), Arrays.asList(order));
            ends.add(ambiguous[all * size + last] ? end.asAmbiguous() : end);
        }
        return ends;
    }
}
