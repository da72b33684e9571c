/**
 * Turns the ledger into documents: an account's month into a numbered statement, an event into a report, and keeps the
 * register of what was issued.
 *
 * <p>Owns the tables {@code statement}, {@code statement_file}, {@code statement_number}, {@code branding}, the outcomes and what parts
 * made ready ({@code prepared_*}, which may be lost at any time), and the files below {@code out/statements} and {@code out/events}. Does not own the figures' arithmetic
 * ({@code reckoner.statement}), layouts ({@code reckoner.document}) or findings (they are read from the tables that
 * reconciliation fills). Invariants: a number exists only with its statement, so the series has no hole; an issued statement
 * is never made from the live ledger again; a statement opens with what the one before closed with; a movement that has no
 * entry is a line of its own.
 */
@NullMarked
package reckoner.statements;

import org.jspecify.annotations.NullMarked;
