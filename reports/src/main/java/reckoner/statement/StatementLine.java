package reckoner.statement;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State one movement of an account's balance.
 *
 * @param amount the magnitude the ledger reports, never negative
 * @param movement what really moved the balance, signed: zero, or the amount in the direction of the kind
 * @param balance the balance after the line
 */
public record StatementLine(
        Instant at,
        String transactionId,
        @Nullable String eventId,
        @Nullable String eventName,
        String service,
        String engine,
        String type,
        String status,
        BigDecimal quantity,
        BigDecimal amount,
        BigDecimal movement,
        BigDecimal balance,
        LineKind kind,
        @Nullable String note) {

    public StatementLine {
        if (amount.signum() < 0) {
            throw refused(transactionId, "amount " + amount.toPlainString() + " is negative; state its magnitude");
        }
        if (quantity.signum() < 0) {
            throw refused(transactionId, "quantity " + quantity.toPlainString() + " is negative");
        }
        if (!kind.allows(movement)) {
            throw refused(transactionId, "a line of kind " + kind + " cannot move the balance by " + movement.toPlainString());
        }
        if (movement.signum() != 0 && movement.abs().compareTo(amount) != 0) {
            throw refused(transactionId, "amount " + amount.toPlainString() + " and movement " + movement.toPlainString()
                    + " differ; put the rest on a line of kind UNEXPLAINED");
        }
        if (kind == LineKind.UNEXPLAINED && movement.signum() == 0) {
            throw refused(transactionId, "an unexplained movement of zero is none");
        }
    }

    /** Return the balance that this line started from. */
    public BigDecimal before() {
        return balance.subtract(movement);
    }

    /** Name the event for people; empty when the line belongs to none. */
    public String eventLabel() {
        if (eventName != null && !eventName.isBlank()) {
            return eventName;
        }
        return eventId == null ? "" : eventId;
    }

    private static IllegalArgumentException refused(String transactionId, String why) {
        return new IllegalArgumentException("line " + transactionId + ": " + why);
    }
}
