package reckoner.statement;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * State one discrepancy of the reconciliation in the words of the statement.
 *
 * @param explanation in English, in full
 * @param isOpenError of severity error, and nobody has accepted it
 * @param figures what the sentence in another language is made of; null in statements that were frozen without
 */
public record Finding(
        String id,
        String check,
        @Nullable String transactionId,
        @Nullable BigDecimal difference,
        @Nullable String cause,
        String explanation,
        boolean isOpenError,
        @Nullable Figures figures) {

    /**
     * What reconciliation expected and what it found, credits.
     *
     * @param isAccepted somebody has accepted the discrepancy
     */
    public record Figures(BigDecimal expected, BigDecimal actual, @Nullable String usageId, @Nullable String paymentId, boolean isAccepted) {}
}
