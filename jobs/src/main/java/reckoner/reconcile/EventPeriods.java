package reckoner.reconcile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose an event is and when it is, to tell at once whether an entry may be of it. */
final class EventPeriods {

    /**
     * @param account 0: of none that is known
     * @param from first instant at which it may cause entries, microseconds since 2000
     * @param until first instant at which it may not any more
     */
    private record Period(int account, long from, long until) {}

    private final List<@Nullable Period> byKey = new ArrayList<>();

    /** @param grace how long before its start and after its end an event may still cause entries */
    EventPeriods(JdbcClient database, Duration grace) {
        database.sql("select event_key, coalesce(account_key, 0), %s, %s from event where known".formatted(
                        PricesInForce.micros("coalesce(starts_at, '-infinity') - cast(:grace as interval)"),
                        PricesInForce.micros("coalesce(ends_at, 'infinity') + cast(:grace as interval)")))
                .param("grace", grace.toSeconds() + " seconds")
                .query(row -> {
                    int key = row.getInt(1);
                    while (byKey.size() <= key) {
                        byKey.add(null);
                    }
                    byKey.set(key, new Period(row.getInt(2), row.getLong(3), row.getLong(4)));
                });
    }

    /** Is it of no event, or of one of its own account that is under way then? */
    boolean isSound(SweptEntry entry) {
        if (entry.event == 0) {
            return true;
        }
        Period period = entry.event > 0 && entry.event < byKey.size() ? byKey.get(entry.event) : null;
        return period != null && (period.account == 0 || period.account == entry.account) && entry.at >= period.from && entry.at < period.until;
    }
}
