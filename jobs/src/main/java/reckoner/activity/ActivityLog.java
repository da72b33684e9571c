package reckoner.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.MappedQuerySpec;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.ledger.DateRange;

/** The master log: every entry of all accounts and events, newest first; within an instant the last of its source first. */
@Component
public class ActivityLog {

    /** The last row of a page; entry ids are unique over the ledger. */
    public record Position(Instant occurredAt, long entryId) {}

    private static final int FETCH = 2_000;
    private static final DateRange ALWAYS = DateRange.always();
    private static final String LOG = log();

    private final JdbcClient database;
    private final TransactionTemplate reading;

    ActivityLog(JdbcClient database, PlatformTransactionManager transactions) {
        this.database = database;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /** The query with its filters in their places. */
    private static String log() {
        String filter = Query.text("log_filter");
        String ofWantedService = "(cast(:service as text) is null or e.service_key = any (array(select service_key from wanted_service)))";
        return Query.text("log")
                .replace("{filter}", filter.replace("{one}", ofWantedService))
                .replace("{filter_of_service}", filter.replace("{one}", "e.service_key = of_one.service_key and " + ofWantedService))
                .replace("{filter_of_event}", filter.replace("{one}", "e.event_key = of_one.event_key and " + ofWantedService));
    }

    /** At most {@code limit} rows, those after {@code position} or the newest. */
    public List<Activity> page(ActivityFilter filter, @Nullable Position position, int limit) {
        return query(filter, position, (long) limit).list();
    }

    /** Hand all rows to {@code reader} as a stream that must be read inside of it; holds {@value #FETCH} rows at a time. */
    public <T> T read(ActivityFilter filter, Function<Stream<Activity>, T> reader) {
        return reading.execute(status -> {
            try (Stream<Activity> rows = query(filter, null, null).stream()) {
                return reader.apply(rows);
            }
        });
    }

    /** Are there more rows than these? Looks no further. */
    public boolean hasMoreThan(ActivityFilter filter, long rows) {
        return asked("select count(*) from (\n" + LOG + ") counted", filter, null, rows + 1).query(Long.class).single() > rows;
    }

    /** What the log leaves out because it is archived; null where that is nothing of what is asked for. */
    public @Nullable String archived(ActivityFilter filter) {
        record Gone(long entries, long accounts, String first, String last) {}
        Gone gone = database.sql("""
                        select coalesce(sum(x.entries), 0) as entries, count(*) as accounts, min(to_char(x.before_at at time zone a.time_zone, 'YYYY-MM')) as first,
                          max(to_char(x.before_at at time zone a.time_zone, 'YYYY-MM')) as last
                        from archived_account x
                        join account a using (account_key)
                        where (cast(:account as text) is null or a.account_id = :account)
                          and (cast(:from as date) is null or cast(:from as date)::timestamp at time zone a.time_zone < x.before_at)""")
                .param("account", filter.account(), Types.VARCHAR)
                .param("from", filter.range().from().equals(ALWAYS.from()) ? null : filter.range().from(), Types.DATE)
                .query(Gone.class).single();
        return gone.accounts == 0 ? null : "%,d older entries are archived and not in this list (before %s). See ./run.sh archive --list".formatted(gone.entries,
                gone.first.equals(gone.last) ? gone.first : gone.first + " to " + gone.last);
    }

    private MappedQuerySpec<Activity> query(ActivityFilter filter, @Nullable Position after, @Nullable Long limit) {
        return asked(LOG, filter, after, limit).query(ActivityLog::activity);
    }

    private StatementSpec asked(String sql, ActivityFilter filter, @Nullable Position after, @Nullable Long limit) {
        return database.sql(sql)
                .withFetchSize(FETCH)
                .param("account", filter.account(), Types.VARCHAR)
                .param("event", filter.event(), Types.VARCHAR)
                .param("service", filter.service(), Types.VARCHAR)
                .param("type", filter.type() == null ? null : filter.type().code(), Types.SMALLINT)
                .param("status", filter.status() == null ? null : filter.status().code(), Types.SMALLINT)
                .param("search", filter.search(), Types.VARCHAR)
                .param("from", filter.range().from().equals(ALWAYS.from()) ? null : filter.range().from(), Types.DATE)
                .param("to", filter.range().to().equals(ALWAYS.to()) ? null : filter.range().to(), Types.DATE)
                .param("after_at", after == null ? null : OffsetDateTime.ofInstant(after.occurredAt(), ZoneOffset.UTC),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param("after_id", after == null ? null : after.entryId(), Types.BIGINT)
                .param("limit", limit, Types.BIGINT);
    }

    private static Activity activity(ResultSet row, int number) throws SQLException {
        return new Activity(
                row.getLong("entry_id"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                ZoneId.of(row.getString("time_zone")),
                row.getString("account"),
                row.getString("event"),
                row.getString("event_name"),
                row.getString("service"),
                row.getString("type"),
                row.getString("status"),
                row.getLong("amount_micros"),
                Query.micros(row, "balance_micros"),
                row.getString("transaction"));
    }
}
