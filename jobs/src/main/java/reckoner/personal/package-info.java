/**
 * What is held of one person, and how it is let go. A person is an account's holder: {@code sql/personal/columns.yaml} says of every
 * column of every table whether it belongs to an account, names the person, may name anybody, or none of that, and everything here
 * works by that list; a test fails for a column that is not in it.
 *
 * <p>Invariants: an export has every row of the account in every table, exact and with zone; it shows no secret. Stands above the job
 * packages, as {@code run} does; they do not know it.
 */
@NullMarked
package reckoner.personal;

import org.jspecify.annotations.NullMarked;
