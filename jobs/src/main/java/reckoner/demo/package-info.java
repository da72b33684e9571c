/**
 * Makes a world to try Reckoner on: accounts, plans, prices, events and a year of their ledger, as feed files.
 *
 * <p>It owns the invented business (who buys, which engine costs what, when guests come) and the discrepancies planted in it.
 * It does not load, check or report anything, and knows no other package of ours: the files are the only way out.
 *
 * <p>Invariants: the same settings give the same bytes, whatever the machine, zone or locale; money is never a floating-point
 * number; without planting every account chains to the cent and every charge has the price in force; with planting exactly the
 * listed places differ. An account depends on nothing but the settings and its own number, so a month of all accounts is the
 * most that is in memory.
 */
@NullMarked
package reckoner.demo;

import org.jspecify.annotations.NullMarked;
