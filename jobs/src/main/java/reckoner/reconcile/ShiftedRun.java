package reckoner.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Consecutive entries whose instants are all off by the same time, found by putting the entries around a break in the order in
 * which each balance follows from the one before: there the instants go back exactly once, at one end of the run, and at its
 * other end they leave at least as much time free.
 *
 * @param entries the run, in the order of the balances
 * @param within every entry whose place the run disturbed, by number
 * @param least how far off they are at least
 * @param most how far off they are at most
 * @param late whether their instants are later than their place, or earlier
 */
record ShiftedRun(List<Step> entries, List<Long> within, Duration least, Duration most, boolean late, Optional<Step> before, Optional<Step> after) {

    /** Farther off than the widest difference of two time zones is no mistaken zone. */
    static final Duration FARTHEST = Duration.ofHours(26);
    /** How many entries before and after what is out of order may belong to the run. */
    static final int BESIDE = 2_000;
    static final int LONGEST = 20_000;
    /** How many times fewer entries an explanation must be about if the run goes on to where the account begins or ends. */
    private static final int UNBOUNDED = 8;
    private static final long QUARTER = 15 * 60;
    private static final long HOUR = 3_600;

    /** An entry with what it does to the balance, micro-credits. */
    record Step(long entryId, String transactionId, Instant at, long balanceMicros, long effectMicros) {
        long ownBeforeMicros() {
            return balanceMicros - effectMicros;
        }
    }

    /**
     * Find the run that makes the break.
     *
     * @param steps as they lie in time, from well before the break to well after it
     * @param broken number of the entry that does not follow
     * @param beforeMicros balance that was reached before it, micro-credits
     */
    static Optional<ShiftedRun> of(List<Step> steps, long broken, long beforeMicros) {
        int at = 0;
        while (at < steps.size() && steps.get(at).entryId() != broken) {
            at++;
        }
        if (at == steps.size()) {
            return Optional.empty();
        }
        int from = at;
        List<Step> region = whole(steps, from, at, beforeMicros);
        while (region.isEmpty() && from > 0 && steps.get(from - 1).at().equals(steps.get(from).at())) {
            // The chain may take entries of one instant in another order than they lie.
            from--;
            region = whole(steps, from, at, beforeMicros);
        }
        int end = from + region.size();
        // Two that changed places are told as such; the entry behind must go on from here.
        if (region.size() < 3 || end < steps.size()
                && steps.get(end).ownBeforeMicros() != region.get(region.size() - 1).balanceMicros()) {
            return Optional.empty();
        }
        List<Step> chain = new ArrayList<>(steps.subList(0, from));
        chain.addAll(region);
        chain.addAll(steps.subList(end, steps.size()));
        List<Long> within = new ArrayList<>(region.stream().map(Step::entryId).toList());
        if (end < steps.size()) {
            within.add(steps.get(end).entryId());
        }
        return run(chain, from, end, within);
    }

    /** The shortest stretch from {@code from} on, past {@code at}, that is whole in the order of the balances; empty if there is none. */
    private static List<Step> whole(List<Step> steps, int from, int at, long beforeMicros) {
        Map<Long, List<Integer>> byBefore = new HashMap<>();
        for (int i = from; i < steps.size(); i++) {
            byBefore.computeIfAbsent(steps.get(i).ownBeforeMicros(), key -> new ArrayList<>()).add(i);
        }
        Set<Integer> used = new HashSet<>();
        List<Step> region = new ArrayList<>();
        long balance = beforeMicros;
        int last = at;
        do {
            Optional<Integer> next = next(byBefore.getOrDefault(balance, List.of()), steps, used);
            if (next.isEmpty()) {
                return List.of();
            }
            used.add(next.get());
            last = Math.max(last, next.get());
            region.add(steps.get(next.get()));
            balance = steps.get(next.get()).balanceMicros();
        } while (region.size() < last - from + 1);
        return region;
    }

    /** One that leaves the balance as it is goes first: later it would have no place. */
    private static Optional<Integer> next(List<Integer> candidates, List<Step> steps, Set<Integer> used) {
        Optional<Integer> still = candidates.stream().filter(i -> !used.contains(i) && steps.get(i).effectMicros() == 0).findFirst();
        return still.isPresent() ? still : candidates.stream().filter(i -> !used.contains(i)).findFirst();
    }

    private static Optional<ShiftedRun> run(List<Step> chain, int from, int end, List<Long> within) {
        int back = -1;
        for (int i = Math.max(from, 1); i < Math.min(end + 1, chain.size()); i++) {
            if (chain.get(i).at().isBefore(chain.get(i - 1).at())) {
                if (back >= 0) {
                    return Optional.empty();
                }
                back = i;
            }
        }
        if (back < 0) {
            return Optional.empty();
        }
        Duration least = Duration.between(chain.get(back).at(), chain.get(back - 1).at());
        int start = back - 1;
        while (start > 0 && free(chain, start).compareTo(least) < 0) {
            start--;
        }
        int stop = back;
        while (stop < chain.size() - 1 && free(chain, stop + 1).compareTo(least) < 0) {
            stop++;
        }
        // The fewer, the likelier; an end that nothing bounds, because the account begins or ends there, is the weaker explanation.
        int lateWeight = (back - start) * (start > 0 ? 1 : UNBOUNDED);
        int earlyWeight = (stop + 1 - back) * (stop < chain.size() - 1 ? 1 : UNBOUNDED);
        boolean late = lateWeight <= earlyWeight;
        int first = late ? start : back;
        int last = late ? back - 1 : stop;
        Optional<Step> before = first == 0 ? Optional.empty() : Optional.of(chain.get(first - 1));
        Optional<Step> after = last == chain.size() - 1 ? Optional.empty() : Optional.of(chain.get(last + 1));
        Duration most = late
                ? before.map(b -> Duration.between(b.at(), chain.get(first).at())).orElse(FARTHEST)
                : after.map(a -> Duration.between(chain.get(last).at(), a.at())).orElse(FARTHEST);
        return most.compareTo(least) < 0 ? Optional.empty()
                : Optional.of(new ShiftedRun(List.copyOf(chain.subList(first, last + 1)), within, least, most, late, before, after));
    }

    private static Duration free(List<Step> chain, int i) {
        return Duration.between(chain.get(i - 1).at(), chain.get(i).at());
    }

    /** A difference as between time zones that would explain it: the smallest in hours, else in quarters; empty if none would. */
    Optional<Duration> zoneDifference() {
        return next(HOUR).or(() -> next(QUARTER));
    }

    private Optional<Duration> next(long unit) {
        long seconds = (least.getSeconds() / unit + 1) * unit;
        return seconds <= most.getSeconds() ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }
}
