package reckoner.console;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import reckoner.Failure;
import reckoner.activity.Activity;
import reckoner.activity.ActivityLog;

/** Where the next page of the log begins, as an address carries it: microseconds since 1970 and the entry. */
final class Cursor {

    private Cursor() {}

    static String of(Activity row) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, row.occurredAt()) + "_" + row.entryId();
    }

    static ActivityLog.@Nullable Position position(@Nullable String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return null;
        }
        String[] parts = cursor.split("_", -1);
        try {
            if (parts.length == 2) {
                return new ActivityLog.Position(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), Long.parseLong(parts[1]));
            }
        } catch (NumberFormatException | ArithmeticException | java.time.DateTimeException e) {
            throw wrong(cursor);
        }
        throw wrong(cursor);
    }

    static Failure wrong(String cursor) {
        return Failure.command("after=" + (cursor.length() > 40 ? cursor.substring(0, 40) + "…" : cursor) + " is no place in this list. Begin without it.");
    }
}
