package reckoner.reconcile;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a finding stands with people.
 *
 * @param reason key of {@link Acceptance.Reason}; null: not accepted, or before reasons were kept
 * @param until first instant at which the acceptance holds no longer
 * @param upTo credits
 * @param acceptedBy null while a second person has still to confirm
 */
public record Standing(
        String state,
        @Nullable String assignee,
        @Nullable String reason,
        @Nullable String note,
        @Nullable Instant until,
        @Nullable BigDecimal upTo,
        @Nullable String proposedBy,
        @Nullable String acceptedBy,
        Instant openedAt,
        @Nullable Instant closedAt) {}
