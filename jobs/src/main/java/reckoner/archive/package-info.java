/**
 * Takes old months out of the ledger into files that {@code load} takes, and brings them back. Owns the boundary of each account
 * (the first of a month in its zone that nothing reaches across), the files, and the tables {@code archive…}; whether everybody
 * still finds what was found before is asked of a reconciliation by {@code reckoner.run.Archiving}.
 *
 * <p>Invariants: no row leaves the database before it was read back from the files as it is there, its seal made again from what
 * the file says; what leaves or comes back does so in one transaction; the ledger is locked only while the catalogue is changed;
 * a row that comes back is the one that left, number, line, version and seal.
 */
@NullMarked
package reckoner.archive;

import org.jspecify.annotations.NullMarked;
