/**
 * Files to ledger. Takes deliveries (native feeds, and foreign files through {@code feeds.yaml}), reads them strictly into
 * typed rows, copies the rows into an unlogged staging table, and books and seals them in one transaction a file; a long ledger file
 * is copied straight into the ledger, which is stored in partitions by arrival. Owns the tables
 * {@code load}, {@code load_seal}, {@code rejected_record}, {@code repeated_record} and the staging tables, and is the only writer of accounts,
 * plans, events, services, prices, entries, usage and payments. Judges no balance and no price: that is reconcile.
 *
 * <p>Invariants: a file is known by the hash of its bytes and its mapping and is booked once, whole or not at all; it is
 * read from a private copy whose hash is checked before every reading; accepted, rejected and known lines add up to the
 * lines of the file, counted in the tables; nothing that was booked is changed by a later file, except master data.
 */
@NullMarked
package reckoner.load;

import org.jspecify.annotations.NullMarked;
