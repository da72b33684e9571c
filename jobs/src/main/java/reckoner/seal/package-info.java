/**
 * The hash chain over the whole ledger: how an entry and a load are sealed, and the proof that nothing was changed since. Owns
 * the format of what is hashed (its other half is in the migration that makes {@code load_seal}) and reads the ledger; the
 * seals themselves are written by load, in the transaction that books the entries.
 *
 * <p>Invariants: the seal of an entry is the first 128 bits of SHA-256 over the seal of the entry before it, by entry number,
 * and everything that the entry says to a reader; the head of a load is SHA-256 over the head before, what {@code load} says
 * of the file, and the seal of its last entry. Detection only: nothing here repairs or writes.
 */
@NullMarked
package reckoner.seal;

import org.jspecify.annotations.NullMarked;
