/**
 * Holds what a statement or an event report says, as immutable data that refuses to exist when it does not add up.
 *
 * <p>Owns the words and the arithmetic of a statement: period, holder, lines, totals, shares, timeline, verdict. Knows nothing of
 * databases, files, layouts or colours, and needs the JDK alone. Invariants: money is exact decimal; each line starts from the balance
 * the line before left; opening balance and all movements make the closing balance; every total by kind, engine, event and timeline is
 * the sum of the same lines. Derived figures are methods, so that the records written as data hold facts only.
 */
@NullMarked
package reckoner.statement;

import org.jspecify.annotations.NullMarked;
