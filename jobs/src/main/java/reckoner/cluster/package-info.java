/**
 * Steps that are done in parts: by threads of the process that runs the job, and by workers, processes on any machine that
 * joined the same database.
 *
 * <p>Owns the tables {@code worker} and {@code partition_work}. Does not own what a part does: that is a step of the job's own
 * package. A part is taken by one update of its row. Invariants: a part is worked at by one process at a time, and what one
 * commits that has lost its part, or whose run has lost the run lock, is refused; a part of a worker that died goes back as
 * soon as PostgreSQL notices, of one that is silent after the lease; a worker of another version or with other settings takes
 * none; a part only makes things ready, so that one that is done twice does no harm.
 */
@NullMarked
package reckoner.cluster;

import org.jspecify.annotations.NullMarked;
