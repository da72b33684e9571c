/**
 * Proves the proof: makes sound ledgers, plants every kind of corruption at random and at the edges, one to five in an
 * account, and counts what the reconciliation finds, places and names. Works on an empty ledger of its own only.
 */
@NullMarked
package reckoner.selftest;

import org.jspecify.annotations.NullMarked;
