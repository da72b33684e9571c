/**
 * What is held of one person, and how it is let go. A person is an account's holder: {@code sql/personal/columns.yaml} says of every
 * column of every table whether it belongs to an account, names the person, may name anybody, or none of that, and everything here
 * works by that list; a test fails for a column that is not in it.
 *
 * <p>Invariants: an export has every row of the account in every table, exact and with zone; it shows no secret. An erasure replaces
 * names by a pseudonym and touches no figure, time, id, seal or hash; it never removes what was issued to others, and begun once it can be
 * repeated to its end. Owns the table {@code erasure} ({@code rewritten_file} is load's). Stands above the job
 * packages, as {@code run} does; they do not know it.
 */
@NullMarked
package reckoner.personal;

import org.jspecify.annotations.NullMarked;
