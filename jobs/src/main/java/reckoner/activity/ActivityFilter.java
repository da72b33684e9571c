package reckoner.activity;

import org.jspecify.annotations.Nullable;
import reckoner.ledger.DateRange;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

/**
 * Which rows of the master log; null is no restriction.
 *
 * @param service name, feature or engine of the service, in any case
 * @param range days in the zone of each account
 * @param search beginning of a transaction id (as written, or all of it in upper or lower case), part of a service, of an event's id or name
 *     in any case
 */
public record ActivityFilter(
        @Nullable String account,
        @Nullable String event,
        @Nullable String service,
        @Nullable EntryType type,
        @Nullable EntryStatus status,
        DateRange range,
        @Nullable String search) {

    /** Every row. */
    public static ActivityFilter none() {
        return new ActivityFilter(null, null, null, null, null, DateRange.always(), null);
    }
}
