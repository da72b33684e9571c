/**
 * The whole database in one file, and back. A backup is one snapshot: what was committed when it began, of every table, with the
 * number of rows and the SHA-256 of each (the ledger, whose partitions are made anew, as one). It is restored into an empty database only, under the schema that it was taken from,
 * which is then brought up to date; so an old backup is also the way from an older version. Files of a home (processed/, out/)
 * are not in it: documents are made again from the frozen models, input files can be loaded again and change nothing.
 *
 * <p>With a passphrase the file is encrypted ({@link reckoner.backup.Envelope}) while it is written and decrypted while it is read, in
 * constant memory and never into another file; nothing is restored of one that is not, to its last byte, what was written.
 */
@NullMarked
package reckoner.backup;

import org.jspecify.annotations.NullMarked;
