package reckoner.statements;

import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reckoner.statement.Statement;

/**
 * What is decided about one account.
 *
 * @param account its key
 * @param toIssue the statements that wait for their numbers, by month; only with {@link Outcome#ISSUED} and
 *     {@link Outcome#RESTATED}
 */
record Settled(int account, Outcome outcome, @Nullable String number, @Nullable String reason, List<Due> toIssue) {

    enum Outcome {
        ISSUED,
        ALREADY_ISSUED,
        RESTATED,
        UNCHANGED,
        DRAFT,
        NO_ACTIVITY,
        HELD,
        FAILED;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** A statement without a number, and the month under which it is kept. */
    record Due(YearMonth month, Statement statement) {}

    static Settled toIssue(int account, Due due) {
        return new Settled(account, Outcome.ISSUED, null, null, List.of(due));
    }

    /** The statements follow each other without a gap. */
    static Settled toRestate(int account, List<Due> due) {
        return new Settled(account, Outcome.RESTATED, null, null, List.copyOf(due));
    }

    static Settled of(int account, Outcome outcome, @Nullable String number, @Nullable String reason) {
        return new Settled(account, outcome, number, reason, List.of());
    }

    static Settled failed(int account, Throwable cause) {
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return of(account, Outcome.FAILED, null, words);
    }
}
