/**
 * Credit that somebody buys at the console: asks the payment port for the payment, then brings payment and entry into the ledger
 * by the way of every other file. Owns no table. Invariants: a purchase is loaded once, whatever dies in between; it writes no
 * entry itself.
 */
@NullMarked
package reckoner.purchase;

import org.jspecify.annotations.NullMarked;
