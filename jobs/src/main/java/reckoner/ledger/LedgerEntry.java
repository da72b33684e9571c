package reckoner.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One immutable change of an account with the balance after it.
 *
 * @param entryId rises in the order of the source, oldest first
 * @param sequence the source's own order within an instant, where it gives one
 * @param eventKey 0 where the entry belongs to no event
 * @param quantityMicros micro-units
 * @param amountMicros micro-credits, a magnitude (signed for adjustments only)
 * @param balanceMicros micro-credits after this entry; null only where it moves nothing: while pending, and after it failed at a source that then gives none
 * @param toleranceMicros how far the source's printed balances may be off, micro-credits
 */
public record LedgerEntry(
        long entryId,
        int accountKey,
        String transactionId,
        Instant occurredAt,
        @Nullable Long sequence,
        int eventKey,
        short serviceKey,
        EntryType type,
        EntryStatus status,
        long quantityMicros,
        long amountMicros,
        @Nullable Long balanceMicros,
        long toleranceMicros) {

    public LedgerEntry {
        if (balanceMicros == null && status == EntryStatus.SUCCESS) {
            throw new IllegalArgumentException("entry " + transactionId + " has no balance but is " + status.title());
        }
    }

    /** What this entry should do to the balance: nothing unless it succeeded. */
    public long effectMicros() {
        return status == EntryStatus.SUCCESS ? type.effect(amountMicros) : 0;
    }

    /** What it would do had it succeeded. */
    public long chargeMicros() {
        return type.effect(amountMicros);
    }
}
