package reckoner.statement;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * State one discrepancy of the reconciliation in the words of the statement.
 *
 * @param isOpenError of severity error, and nobody has accepted it
 */
public record Finding(
        String id,
        String check,
        @Nullable String transactionId,
        @Nullable BigDecimal difference,
        @Nullable String cause,
        String explanation,
        boolean isOpenError) {}
