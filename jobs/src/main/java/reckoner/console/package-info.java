/**
 * The web console: pages for people and the same answers as JSON for programs, over the services that the command line uses.
 * Owns the users, their tokens, and the audit of what they did; no query for a fact of the ledger. Started by {@code serve}
 * alone. Invariants: a route that {@link reckoner.console.Routes} does not name is closed; an operator is answered about
 * other accounts as if they did not exist; every act leaves exactly one row in the audit, also one that was refused.
 */
@NullMarked
package reckoner.console;

import org.jspecify.annotations.NullMarked;
