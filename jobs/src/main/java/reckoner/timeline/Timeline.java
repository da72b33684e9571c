package reckoner.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.ledger.DateRange;

/** Reads the buckets. (The bean has another name, because the job is {@code timeline}.) */
@Component("activityOverTime")
public class Timeline {

    /** Whose activity: of every account, event or service where nothing is named. Names are exact. */
    public record Filter(@Nullable String account, @Nullable String event, @Nullable String service) {}

    /**
     * What an engine used.
     *
     * @param activities successful consumes
     * @param usedMicros micro-credits
     */
    public record EngineUse(String engine, long activities, long usedMicros) {}

    private record EventPeriod(@Nullable Instant startsAt, @Nullable Instant endsAt) {}

    private final JdbcClient database;

    Timeline(JdbcClient database) {
        this.database = database;
    }

    /** The zone of the accounts that the filter leaves, UTC where they differ. */
    public ZoneId zone(Filter filter) {
        List<String> zones = zones(filter);
        return zones.size() == 1 ? ZoneId.of(zones.get(0)) : ZoneOffset.UTC;
    }

    /** Activity of the days of {@code range}; an open end is where the activity begins or ends. */
    public Buckets buckets(Filter filter, Grain grain, DateRange range) {
        boolean zonesDiffer = zones(filter).size() > 1;
        ZoneId zone = zone(filter);
        List<Bucket.Counts> counts = bind(statement("buckets"), filter)
                .param("grain", grain.title())
                .param("own_zones", zonesDiffer)
                .param("from", utc(range.start(zone)))
                .param("to", utc(range.end(zone)))
                .query(Timeline::counts)
                .list();
        if (counts.isEmpty() && !(range.hasStart() && range.hasEnd())) {
            return new Buckets(grain, zone, zonesDiffer, List.of());
        }
        Instant start = range.hasStart() ? range.start(zone) : grain.start(counts.get(0).at(), zone);
        Instant end = range.hasEnd() ? range.end(zone) : grain.end(counts.get(counts.size() - 1).at(), zone);
        return Buckets.filled(grain, zone, zonesDiffer, start, end, counts);
    }

    /** What each engine used on the days of {@code range}, the most first. */
    public List<EngineUse> engines(Filter filter, DateRange range) {
        return bind(statement("engines"), filter)
                .param("from", range.from())
                .param("to", range.to())
                .query(EngineUse.class)
                .list();
    }

    /**
     * Activity of {@code filter.event()} from its start to its end, to the second: read from the ledger, since an event rarely
     * begins on the hour. Fails as {@code COMMAND} where the event has no period.
     */
    public Buckets duringEvent(Filter filter, Grain grain) {
        EventPeriod period = database.sql("select starts_at, ends_at from event where event_id = :event")
                .param("event", filter.event(), Types.VARCHAR)
                .query((row, number) -> new EventPeriod(instant(row, "starts_at"), instant(row, "ends_at")))
                .optional()
                .orElseThrow(() -> Failure.command("--event-period needs the --event whose period it is."));
        if (period.startsAt() == null || period.endsAt() == null || !period.startsAt().isBefore(period.endsAt())) {
            throw Failure.command("Event '%s' has no period: it starts at %s and ends at %s. Give --from and --to, or load its times."
                    .formatted(filter.event(), period.startsAt(), period.endsAt()));
        }
        if (database.sql("select exists (select 1 from archived_hour where event_key = (select event_key from event where event_id = :event))")
                .param("event", filter.event(), Types.VARCHAR).query(Boolean.class).single()) {
            throw Failure.command(("Entries of event '%s' are archived, and by the minute it is read from them. Give --from and --to, for its hours are kept,"
                    + " or take the archive back first: ./run.sh archive --list, ./run.sh load FOLDER").formatted(filter.event()));
        }
        ZoneId zone = zone(filter);
        List<Bucket.Counts> counts = bind(statement("event_period"), filter)
                .param("from", utc(period.startsAt()))
                .param("to", utc(period.endsAt()))
                .query(Timeline::counts)
                .list();
        return Buckets.filled(grain, zone, false, period.startsAt(), period.endsAt(), counts);
    }

    private List<String> zones(Filter filter) {
        return bind(statement("zones"), filter).query(String.class).list();
    }

    private static StatementSpec bind(StatementSpec statement, Filter filter) {
        return statement
                .param("account", filter.account(), Types.VARCHAR)
                .param("event", filter.event(), Types.VARCHAR)
                .param("service", filter.service(), Types.VARCHAR);
    }

    private static Bucket.Counts counts(ResultSet row, int number) throws SQLException {
        return new Bucket.Counts(
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getLong("activities"),
                row.getLong("failed"),
                row.getLong("used_micros"),
                row.getLong("added_micros"),
                row.getLong("other_micros"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private StatementSpec statement(String name) {
        try {
            return database.sql(new ClassPathResource("sql/timeline/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
