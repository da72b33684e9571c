/**
 * What runs by itself, and what a person asked to run: both are rows of {@code due_run}, taken oldest first by one process at a
 * time. Owns the tables due_run and schedule_state and the file schedule.yaml. Quartz and a watchdog only nudge; neither is
 * needed for the other. Invariants: a due time of a run is in the table once and is run once; a run whose process died is due
 * again, three times at most.
 */
@NullMarked
package reckoner.schedule;

import org.jspecify.annotations.NullMarked;
