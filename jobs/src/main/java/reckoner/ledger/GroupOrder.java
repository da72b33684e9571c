package reckoner.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Orders the entries of one group, given the ends the group before may have had.
 *
 * <p>First the order of the source, then a walk along the edges: both are linear and right for nearly every group. A group
 * that cannot be chained without a break is searched exhaustively over subsets up to {@value #EXACT} entries; a larger one
 * is cut into the fewest trails ({@link Trails}), which are put one after the other, nearest first.
 */
final class GroupOrder {

    private static final int EXACT = 12;

    private GroupOrder() {}

    /** An entry in its place, with what it did there. */
    record Step(LedgerEntry entry, long movementMicros) {

        /** Balance the entry starts from by its own figures; an entry without a balance starts from anywhere. */
        long beforeMicros(long balanceSoFar) {
            return entry.balanceMicros() == null ? balanceSoFar : entry.balanceMicros() - movementMicros;
        }

        long afterMicros(long balanceSoFar) {
            return entry.balanceMicros() == null ? balanceSoFar + movementMicros : entry.balanceMicros();
        }
    }

    /** The ways this group may end, at least one; one only where it ends without a new break or has a single entry. */
    static List<End> ends(List<End> starts, List<LedgerEntry> group) {
        if (group.size() == 1) {
            return List.of(best(starts, group));
        }
        if (starts.size() == 1) {
            End start = starts.get(0);
            End inSourceOrder = follow(start, group);
            if (inSourceOrder.breaks() == start.breaks() && inSourceOrder.charged() == start.charged()
                    && inSourceOrder.gapMicros() == start.gapMicros()) {
                return List.of(inSourceOrder);
            }
            if (start.anchored()) {
                List<LedgerEntry> path = Trails.walk(start.balanceMicros(), group);
                End walked = follow(start, path);
                if (path.size() == group.size()
                        && walked.gapMicros() == start.gapMicros() && walked.charged() == start.charged()) {
                    return List.of(walked);
                }
            }
        }
        return group.size() <= EXACT ? SubsetSearch.ends(starts, group) : List.of(best(starts, group));
    }

    /** The cheapest of the starts, followed by the group: in source order if single, else by trails. */
    private static End best(List<End> starts, List<LedgerEntry> group) {
        End best = null;
        for (End start : starts) {
            List<LedgerEntry> order = group.size() == 1 ? group : Trails.inFewest(start, group);
            End end = follow(start, order);
            End asSent = group.size() == 1 ? end : follow(start, group);
            end = asSent.compareTo(end) <= 0 ? asSent : end;
            best = best == null ? end : End.better(best, end);
        }
        return Objects.requireNonNull(best);
    }

    /** Take the entries in this order after {@code start}; each failed one moves the balance only if that mends a break. */
    static End follow(End start, List<LedgerEntry> order) {
        List<Step> steps = new ArrayList<>(order.size());
        long balance = start.balanceMicros();
        boolean anchored = start.anchored();
        int breaks = start.breaks();
        int charged = start.charged();
        long gaps = start.gapMicros();
        int descents = start.descents();
        long print = start.print();
        long lastId = Long.MIN_VALUE;
        for (LedgerEntry entry : order) {
            Step step = step(entry, anchored, balance);
            long gap = anchored ? Math.abs(step.beforeMicros(balance) - balance) : 0;
            breaks += gap > entry.toleranceMicros() ? 1 : 0;
            charged += isCharged(step) ? 1 : 0;
            print += gap > entry.toleranceMicros() || isCharged(step) ? print(step, step.beforeMicros(balance) - balance) : 0;
            gaps = saturated(gaps, gap);
            descents += entry.entryId() < lastId ? 1 : 0;
            lastId = entry.entryId();
            balance = step.afterMicros(balance);
            anchored |= entry.balanceMicros() != null;
            steps.add(step);
        }
        return new End(anchored, balance, breaks, charged, gaps, descents, print, start.ambiguous(), steps, start);
    }

    static Step step(LedgerEntry entry, boolean anchored, long balance) {
        Step asStated = new Step(entry, entry.effectMicros());
        if (!anchored || entry.status() != EntryStatus.FAILED || entry.amountMicros() == 0) {
            return asStated;
        }
        Step ifCharged = new Step(entry, entry.chargeMicros());
        boolean stands = Math.abs(asStated.beforeMicros(balance) - balance) <= entry.toleranceMicros();
        boolean mends = Math.abs(ifCharged.beforeMicros(balance) - balance) <= entry.toleranceMicros();
        return !stands && mends ? ifCharged : asStated;
    }

    static boolean isCharged(Step step) {
        return step.entry().status() != EntryStatus.SUCCESS && step.movementMicros() != 0;
    }

    /** Of a finding by what it says and not by the entry's number: entries that say the same make the same finding. */
    static long print(Step step, long gap) {
        LedgerEntry entry = step.entry();
        long figures = Objects.hash(entry.balanceMicros(), entry.amountMicros(), entry.type(), entry.status(), entry.serviceKey());
        return (figures * 0x9E3779B97F4A7C15L ^ gap) * 0xC2B2AE3D27D4EB4FL;
    }

    static long saturated(long sum, long gap) {
        long total = sum + gap;
        return total < 0 ? Long.MAX_VALUE : total;
    }

    /** Only the cheapest end for each balance, and none that is more than one break behind the best. */
    static List<End> pruned(List<End> ends) {
        int fewest = ends.stream().mapToInt(End::breaks).min().orElse(0);
        Map<Long, End> byBalance = new HashMap<>();
        for (End end : ends) {
            if (end.breaks() <= fewest + 1) {
                byBalance.merge(end.balanceMicros(), end, End::better);
            }
        }
        return byBalance.values().stream().sorted().toList();
    }
}
