package reckoner.activity;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One row of the master log.
 *
 * @param zone of the account
 * @param event id of the event, null without one
 * @param amountMicros micro-credits, a magnitude (signed for adjustments only)
 * @param balanceMicros micro-credits after the entry; null only while pending
 */
public record Activity(
        long entryId,
        Instant occurredAt,
        ZoneId zone,
        String account,
        @Nullable String event,
        @Nullable String eventName,
        String service,
        String type,
        String status,
        long amountMicros,
        @Nullable Long balanceMicros,
        String transaction) {

    /** Where the next page of the log begins. */
    public ActivityLog.Position position() {
        return new ActivityLog.Position(occurredAt, entryId);
    }
}
