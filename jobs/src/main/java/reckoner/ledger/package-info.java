/**
 * The words of the ledger, as the glossary has them, and the rules that hold between them: money in micro-credits, the
 * types and states of an entry with their effect on the balance, and the chain order of an account's entries. Knows no
 * database and no Spring, so that every job can share it. Entries are immutable.
 */
@NullMarked
package reckoner.ledger;

import org.jspecify.annotations.NullMarked;
