package reckoner.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The events there are, the latest first. */
@Component
public class Events {

    /**
     * An event.
     *
     * @param account null: no feed says whose it is
     * @param zone of the account, else UTC
     * @param startsAt null: not known
     * @param endsAt first instant after it; null: not known
     * @param activities entries of every type and status, as far as the timeline is built
     * @param usedMicros successful consumes, micro-credits
     */
    public record Event(String id, String name, @Nullable String account, ZoneId zone, @Nullable Instant startsAt, @Nullable Instant endsAt,
            long activities, long usedMicros) {

        /** Does it have a period to show activity of? */
        public boolean isDated() {
            return startsAt != null && endsAt != null && startsAt.isBefore(endsAt);
        }

        /** Where the next page begins. */
        public Position position() {
            return new Position(startsAt, id);
        }
    }

    /** The last event of a page. */
    public record Position(@Nullable Instant startsAt, String id) {}

    private static final String EVENTS = Query.text("events").replace("{filter}", Query.text("events_filter"));

    private final JdbcClient database;

    Events(JdbcClient database) {
        this.database = database;
    }

    /** At most {@code limit} events after {@code after}; null is no restriction. */
    public List<Event> page(@Nullable String account, @Nullable String search, @Nullable Position after, int limit) {
        return query(account, null, search, after, limit);
    }

    /** The event of this id. */
    public Optional<Event> find(String id) {
        return query(null, id, null, null, 1).stream().findFirst();
    }

    private List<Event> query(@Nullable String account, @Nullable String event, @Nullable String search, @Nullable Position after, int limit) {
        Instant at = after == null ? null : after.startsAt();
        return database.sql(EVENTS)
                .param("account", account, Types.VARCHAR)
                .param("event", event, Types.VARCHAR)
                .param("search", search, Types.VARCHAR)
                .param("after_id", after == null ? null : after.id(), Types.VARCHAR)
                .param("after_at", at == null ? null : at.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("limit", limit)
                .query(Events::event)
                .list();
    }

    private static Event event(ResultSet row, int number) throws SQLException {
        return new Event(row.getString("event_id"), row.getString("name"), row.getString("account_id"), ZoneId.of(row.getString("time_zone")),
                Query.instant(row, "starts_at"), Query.instant(row, "ends_at"), row.getLong("activities"), row.getLong("used_micros"));
    }
}
