/**
 * Activity by hour, day and month of each account's own zone. Owns {@code built_bucket}, of which the view
 * {@code timeline_bucket} shows what is in force, {@code timeline_load}, {@code timeline_zone} and {@code timeline_plan}: the job
 * {@code timeline} fills them, {@link reckoner.timeline.Timeline} reads them. Changes no entry and judges none. Invariants: the
 * sums over any grain equal the ledger's current versions; a bucket begins with the first instant of its interval; readers see
 * the buckets of before or after a build, never a mixture, also where parts of it are made by many processes.
 */
@NullMarked
package reckoner.timeline;

import org.jspecify.annotations.NullMarked;
