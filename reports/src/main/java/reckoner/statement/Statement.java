package reckoner.statement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * State an account's period; refuse to exist unless every figure adds up.
 *
 * @param number gap-free number; null for a draft
 * @param timeline activity by day or hour; empty if none is wanted, else its sums must be those of the lines
 * @param previousNumber the statement before this one
 * @param restates what this one replaces, and why; null where it is the first of its period
 * @param ledgerHead the seal of the ledger that it was made from; null where nothing was sealed
 */
public record Statement(
        @Nullable String number,
        Instant issuedAt,
        Holder holder,
        Period period,
        BigDecimal opening,
        BigDecimal closing,
        List<StatementLine> lines,
        List<Bucket> timeline,
        Verdict verdict,
        @Nullable String previousNumber,
        @Nullable Restatement restates,
        @Nullable LedgerHead ledgerHead) {

    /** A statement of a ledger that is not sealed. */
    public Statement(@Nullable String number, Instant issuedAt, Holder holder, Period period, BigDecimal opening, BigDecimal closing,
            List<StatementLine> lines, List<Bucket> timeline, Verdict verdict, @Nullable String previousNumber, @Nullable Restatement restates) {
        this(number, issuedAt, holder, period, opening, closing, lines, timeline, verdict, previousNumber, restates, null);
    }

    public Statement {
        lines = List.copyOf(lines);
        timeline = List.copyOf(timeline);
        String place = (number == null ? "draft statement" : "statement " + number) + " of account " + holder.accountId();
        BigDecimal balance = opening;
        for (int i = 0; i < lines.size(); i++) {
            StatementLine line = lines.get(i);
            BigDecimal expected = balance.add(line.movement());
            // The place is put into words only for a refusal: a statement may have a million lines.
            if (!period.contains(line.at())) {
                throw outside(place, i, period, line);
            }
            if (expected.compareTo(line.balance()) != 0) {
                throw broken(place, i, balance, expected, line);
            }
            balance = line.balance();
        }
        StatementRefused.unlessEqual(place, "opening balance and all movements do not make the closing balance", balance, closing);
        Consistency.check(place, lines, timeline, closing.subtract(opening));
        if (restates != null) {
            restates.check(place, opening, closing);
        }
    }

    /** Return the number of the statement that this one replaces, null for none. */
    public @Nullable String replaces() {
        return restates == null ? null : restates.replaces();
    }

    /** Return the sums by kind; one pass over the lines each time. */
    public Totals totals() {
        return Totals.of(lines);
    }

    /** Return the use by engine, the largest first; one pass over the lines each time. */
    public List<EngineUse> byEngine() {
        return EngineUse.of(lines);
    }

    /** Return the use by event, the largest first; one pass over the lines each time. */
    public List<EventUse> byEvent() {
        return EventUse.of(lines);
    }

    /** Return the number, or say that this is a draft. */
    public String label() {
        return Objects.requireNonNullElse(number, "Draft");
    }

    private static StatementRefused outside(String place, int index, Period period, StatementLine line) {
        String what = line.at() + " is outside the period " + period.from() + " to " + period.to();
        return new StatementRefused(at(place, index, line), what, null, null);
    }

    private static StatementRefused broken(String place, int index, BigDecimal before, BigDecimal expected, StatementLine line) {
        String what = "balance " + before.toPlainString() + " and movement " + line.movement().toPlainString()
                + " do not make the line's balance";
        return new StatementRefused(at(place, index, line), what, expected, line.balance());
    }

    private static String at(String place, int index, StatementLine line) {
        return place + ", line " + (index + 1) + " (" + line.transactionId() + ")";
    }
}
