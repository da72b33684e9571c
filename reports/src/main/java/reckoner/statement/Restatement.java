package reckoner.statement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * State what a restatement replaces and what changed since; refuse to exist if the changes do not explain the figures.
 *
 * @param replaces number of the issued statement
 * @param issuedAt when that was issued
 * @param reason why it was restated, in the words of the person who asked
 * @param opening of the issued statement
 * @param closing of the issued statement
 * @param changes by time, then transaction id; empty where only the opening balance is another
 */
public record Restatement(
        String replaces, Instant issuedAt, String reason, BigDecimal opening, BigDecimal closing, List<Change> changes) {

    public Restatement {
        changes = List.copyOf(changes);
    }

    /** Compare an issued statement with what the ledger says of the same period now. */
    public static Restatement of(Statement issued, List<StatementLine> now, String reason) {
        if (issued.number() == null) {
            throw new IllegalArgumentException("a draft cannot be restated");
        }
        Map<Key, Deque<StatementLine>> before = new HashMap<>();
        issued.lines().forEach(line -> before.computeIfAbsent(Key.of(line), key -> new ArrayDeque<>()).add(line));
        List<Change> changes = new ArrayList<>();
        for (StatementLine line : now) {
            StatementLine old = before.getOrDefault(Key.of(line), new ArrayDeque<>()).poll();
            if (old == null) {
                changes.add(change(Change.Kind.ADDED, line, BigDecimal.ZERO, line.movement()));
            } else if (!saysTheSame(old, line)) {
                changes.add(change(Change.Kind.CHANGED, line, old.movement(), line.movement()));
            }
        }
        before.values().forEach(gone -> gone.forEach(
                line -> changes.add(change(Change.Kind.REMOVED, line, line.movement(), BigDecimal.ZERO))));
        changes.sort(Comparator.comparing(Change::at).thenComparing(Change::transactionId).thenComparing(Change::kind)
                .thenComparing(Change::before));
        return new Restatement(issued.number(), issued.issuedAt(), reason, issued.opening(), issued.closing(), changes);
    }

    /** Tell whether a statement with these balances would say anything new. */
    public boolean isNeeded(BigDecimal newOpening, BigDecimal newClosing) {
        return !changes.isEmpty() || opening.compareTo(newOpening) != 0 || closing.compareTo(newClosing) != 0;
    }

    /** Refuse a restatement whose changes do not lead from the old movement of the balance to the new one. */
    void check(String place, BigDecimal newOpening, BigDecimal newClosing) {
        BigDecimal changed = changes.stream().map(Change::difference).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal expected = newClosing.subtract(newOpening).subtract(closing.subtract(opening));
        StatementRefused.unlessEqual(place, "what changed since " + replaces + " does not make the new movement of the balance", expected, changed);
    }

    /** A transaction id names a line; a movement without an entry of the period is known by what it says. */
    private record Key(String transactionId, String words) {

        static Key of(StatementLine line) {
            boolean entry = line.kind() != LineKind.UNEXPLAINED && line.kind() != LineKind.CORRECTION;
            return new Key(line.transactionId(),
                    entry ? "" : line.kind() + " " + line.at() + " " + line.movement().stripTrailingZeros().toPlainString());
        }
    }

    private static boolean saysTheSame(StatementLine a, StatementLine b) {
        return a.at().equals(b.at())
                && a.kind() == b.kind()
                && a.status().equals(b.status())
                && a.service().equals(b.service())
                && Objects.equals(a.eventId(), b.eventId())
                && a.quantity().compareTo(b.quantity()) == 0
                && a.amount().compareTo(b.amount()) == 0
                && a.movement().compareTo(b.movement()) == 0;
    }

    private static Change change(Change.Kind kind, StatementLine line, BigDecimal before, BigDecimal after) {
        return new Change(kind, line.at(), line.transactionId(), line.service(), before, after);
    }
}
