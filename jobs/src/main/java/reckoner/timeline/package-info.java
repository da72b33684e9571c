/**
 * Activity by hour, day and month of each account's own zone. Owns {@code timeline_bucket}, {@code timeline_load} and
 * {@code timeline_zone}: the job {@code timeline} fills them, {@link reckoner.timeline.Timeline} reads them. Changes no entry
 * and judges none. Invariants: the sums over any grain equal the ledger's current versions; a bucket begins with the first
 * instant of its interval; readers see the buckets of before or after a build, never a mixture.
 */
@NullMarked
package reckoner.timeline;

import org.jspecify.annotations.NullMarked;
