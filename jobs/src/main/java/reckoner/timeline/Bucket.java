package reckoner.timeline;

import java.time.Instant;

/**
 * One interval of a timeline: half-open, in micro-credits. {@code added - used + other} is what the interval did to the balance.
 *
 * @param activities entries of every type and status
 * @param failed those of them that failed
 * @param usedMicros successful consumes
 * @param addedMicros successful adds, refunds and coupons: credits, not payments
 * @param otherMicros successful adjustments (signed) less expiries
 */
public record Bucket(
        Instant startsAt,
        Instant endsAt,
        long activities,
        long failed,
        long usedMicros,
        long addedMicros,
        long otherMicros) {

    public Bucket {
        if (!startsAt.isBefore(endsAt)) {
            throw new IllegalArgumentException("bucket from " + startsAt + " to " + endsAt);
        }
    }

    static Bucket empty(Instant startsAt, Instant endsAt) {
        return new Bucket(startsAt, endsAt, 0, 0, 0, 0, 0);
    }

    /** The same interval with these counts on top. */
    Bucket plus(Counts counts) {
        return new Bucket(
                startsAt,
                endsAt,
                activities + counts.activities(),
                failed + counts.failed(),
                Math.addExact(usedMicros, counts.usedMicros()),
                Math.addExact(addedMicros, counts.addedMicros()),
                Math.addExact(otherMicros, counts.otherMicros()));
    }

    /** What one row of the query holds for the interval that {@code at} lies in. */
    record Counts(Instant at, long activities, long failed, long usedMicros, long addedMicros, long otherMicros) {}
}
