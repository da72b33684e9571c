package reckoner.statements;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reckoner.statement.Statement;

/**
 * What is decided about one account.
 *
 * @param account its key
 * @param toIssue the statement that waits for its number; only with {@link Outcome#ISSUED}
 */
record Settled(int account, Outcome outcome, @Nullable String number, @Nullable String reason, @Nullable Statement toIssue) {

    enum Outcome {
        ISSUED,
        ALREADY_ISSUED,
        DRAFT,
        NO_ACTIVITY,
        FAILED;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static Settled toIssue(int account, Statement statement) {
        return new Settled(account, Outcome.ISSUED, null, null, statement);
    }

    static Settled of(int account, Outcome outcome, @Nullable String number, @Nullable String reason) {
        return new Settled(account, outcome, number, reason, null);
    }

    static Settled failed(int account, Throwable cause) {
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return of(account, Outcome.FAILED, null, words);
    }
}
