package reckoner.statement;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State one row that disagreed, what it means and what to do.
 *
 * @param number known under this number; null in a dry run
 * @param at null where it has no time, such as an account that is not known
 * @param expected credits
 * @param actual credits
 * @param cause likely cause, a stable code
 * @param state open, assigned, proposed, accepted or resolved
 */
public record Discrepancy(
        @Nullable Long number,
        String check,
        String severity,
        @Nullable String account,
        @Nullable String event,
        @Nullable String transaction,
        @Nullable Instant at,
        BigDecimal expected,
        BigDecimal actual,
        BigDecimal difference,
        String cause,
        String explanation,
        String nextStep,
        String state) {

    public Discrepancy {
        if (actual.subtract(expected).compareTo(difference) != 0) {
            throw new IllegalArgumentException("discrepancy %s of check %s: %s less %s is not %s".formatted(
                    number, check, actual.toPlainString(), expected.toPlainString(), difference.toPlainString()));
        }
    }
}
