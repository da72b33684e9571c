/**
 * Hands the ledger and the register to systems of others: charges as FOCUS 1.2, issued statements as ISO 20022 camt.053, sums as
 * an accounting journal. Only reads; owns no table. Invariants: rows stream with constant memory (camt.053: a statement at a time);
 * the sums of every export are those of the ledger or of the statement; what a format cannot hold is refused, never rounded.
 */
@NullMarked
package reckoner.export;

import org.jspecify.annotations.NullMarked;
