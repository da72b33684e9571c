/**
 * Proves the ledger: walks every account's chain, runs the checks of {@code sql/checks}, and keeps what disagrees as rows.
 * Owns runs, coverage and discrepancies. Never edits an entry. Invariants: one break is one discrepancy; a check that could
 * not run says why and is never a pass; the same finding has the same identity in every run; a run of what is new finds what a
 * full one finds. For the latter see {@link reckoner.reconcile.Scoping} and {@code sql/checks/README.md}.
 */
@NullMarked
package reckoner.reconcile;

import org.jspecify.annotations.NullMarked;
