package reckoner.ledger;

/**
 * An entry in its place in the chain.
 *
 * @param beforeMicros balance that the entry follows, micro-credits; for the first entry of an account without a stated
 *     opening balance, the balance that it implies
 * @param movementMicros what the entry itself did to the balance, micro-credits; 0 for an ordinary failed entry
 * @param balanceMicros balance after it, as the source says
 * @param first true for the account's first entry
 * @param ambiguous true where another order, as good as this one, breaks elsewhere
 */
public record Link(LedgerEntry entry, long beforeMicros, long movementMicros, long balanceMicros, boolean first, boolean ambiguous) {

    /** Balance that should stand after this entry. */
    public long expectedMicros() {
        return beforeMicros + movementMicros;
    }

    /** Reported minus expected balance: what moved the balance without an entry. 0 in a sound chain. */
    public long gapMicros() {
        return balanceMicros - expectedMicros();
    }

    /** True where the gap is larger than the source's rounding explains. */
    public boolean isBroken() {
        return Math.abs(gapMicros()) > entry.toleranceMicros();
    }

    /** True where an entry that failed moved the balance all the same. */
    public boolean failedButMoved() {
        return entry.status() != EntryStatus.SUCCESS && movementMicros != 0;
    }
}
