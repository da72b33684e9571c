/**
 * Answers from the database as it is: the master log of entries, current balances, price lists, and which names exist. Only
 * reads; owns no table. Invariants: every value that a person typed is bound as a parameter; lists of any length are read
 * with constant memory; entries that a later version replaced are left out.
 */
@NullMarked
package reckoner.activity;

import org.jspecify.annotations.NullMarked;
