/**
 * Proves the ledger: walks every account's chain, runs the checks of {@code sql/checks}, and keeps what disagrees as rows.
 * Owns runs, coverage and discrepancies. Never edits an entry. Invariants: one break is one discrepancy; a check that could
 * not run says why and is never a pass; the same finding has the same identity in every run; a run of what is new finds what a
 * full one finds.
 *
 * <p>A run begins with a {@link reckoner.reconcile.Sweep}, one pass that clears entries of their balance, price, event and seal,
 * of many entries in parts ({@link reckoner.reconcile.SweepParts}); what it leaves in doubt is walked, or asked of the database
 * by the checks. A walk is followed by {@link reckoner.reconcile.Misplaced}, which makes one finding of the breaks that an entry
 * in the wrong place leaves; the checks come after it. For runs of what is new see {@link reckoner.reconcile.Scoping} and
 * {@code sql/checks/README.md}.
 */
@NullMarked
package reckoner.reconcile;

import org.jspecify.annotations.NullMarked;
