package reckoner.reconcile;

import org.jspecify.annotations.Nullable;
import reckoner.ledger.LedgerEntry;

/**
 * One thing that the chain walk found, with its likely cause.
 *
 * @param check name of the check that reports it
 * @param expectedMicros micro-credits
 * @param actualMicros micro-credits
 * @param cause stable code
 * @param explanation a sentence for a finance person, with the figures
 */
record Finding(
        String check,
        LedgerEntry entry,
        long expectedMicros,
        long actualMicros,
        String cause,
        String explanation,
        @Nullable String usageId,
        @Nullable String paymentId) {

    static Finding of(String check, LedgerEntry entry, long expectedMicros, long actualMicros, String cause, String explanation) {
        return new Finding(check, entry, expectedMicros, actualMicros, cause, explanation, null, null);
    }

    /** The same, where the entries around it have another order that is as good and breaks elsewhere. */
    Finding asAmbiguous(String namedCause) {
        return new Finding(check, entry, expectedMicros, actualMicros, namedCause, explanation
                + " Another order of the entries around it has as few breaks and puts it elsewhere.", usageId, paymentId);
    }
}
