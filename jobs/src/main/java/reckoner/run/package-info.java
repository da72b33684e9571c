/**
 * Starts, restarts, recovers and lists runs: the only user of Spring Batch's JobOperator and the one place with the run
 * lock. A job is known by its business parameters, so the same command continues a run that was stopped or killed. Owns no
 * business rule. Invariants: at most one process of a database runs a job at any time; whether a run is alive is decided by
 * the lock, never by a status column.
 */
@NullMarked
package reckoner.run;

import org.jspecify.annotations.NullMarked;
