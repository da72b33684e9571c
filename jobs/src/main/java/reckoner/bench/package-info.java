/**
 * Measures our own work against the obvious way to do it, side by side in one process on one scratch database. Owns the data
 * it makes and removes it. Figures are medians of rounds that take turns, so that a busy machine slows all alike.
 */
@NullMarked
package reckoner.bench;

import org.jspecify.annotations.NullMarked;
