package reckoner.statement;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * State what became of one line of an issued statement.
 *
 * @param transactionId empty for a movement without an entry
 * @param before what the line moved on the issued statement, signed; zero where it was not there
 * @param after what it moves now, signed; zero where it is gone
 */
public record Change(Kind kind, Instant at, String transactionId, String service, BigDecimal before, BigDecimal after) {

    /** Say whether the line is new, gone, or another. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** Return by how much the balance moves otherwise, signed. */
    public BigDecimal difference() {
        return after.subtract(before);
    }
}
