package reckoner.statement;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State what a reconciliation looked at.
 *
 * @param moved sum of the entries' amounts as magnitudes, credits
 * @param from first entry looked at; null if there was none
 * @param to last entry looked at
 */
public record Coverage(long accounts, long entries, BigDecimal moved, @Nullable Instant from, @Nullable Instant to) {

    public Coverage {
        if (accounts < 0 || entries < 0) {
            throw new IllegalArgumentException("coverage of " + accounts + " accounts and " + entries + " entries is no coverage");
        }
        if ((from == null) != (to == null) || from != null && to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("coverage from " + from + " to " + to + " is no stretch of time");
        }
    }
}
