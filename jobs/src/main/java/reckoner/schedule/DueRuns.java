package reckoner.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code due_run}: what is due, what runs, and what came of it. */
@Component
public class DueRuns {

    static final int MOST_ATTEMPTS = 3;

    private final JdbcClient database;
    private final Clock clock;

    DueRuns(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * One run that is or was due.
     *
     * @param name of the run in schedule.yaml; empty on demand
     * @param request number of what it made, once it has begun: of a reconciliation, or a document request
     */
    public record DueRun(long id, String name, Task task, Map<String, String> arguments, Instant dueAt, String askedBy, String state, int attempts,
            @Nullable Long request, @Nullable Instant startedAt, @Nullable Instant finishedAt, @Nullable Instant lateAt, @Nullable String message) {

        public boolean hasEnded() {
            return !state.equals("due") && !state.equals("running");
        }

        public @Nullable Duration duration(Instant now) {
            return startedAt == null ? null : Duration.between(startedAt, finishedAt == null ? now : finishedAt);
        }
    }

    /** Ask for a run now; asking again with the same key gives the first one. */
    @Transactional
    public long ask(Task task, Map<String, String> arguments, String askedBy, @Nullable String key) {
        Optional<Long> made = database.sql("""
                        insert into due_run (name, task, arguments, due_at, asked_by, asked_key, state, not_before)
                        values ('', :task, cast(:arguments as jsonb), :now, :by, :key, 'due', :now)
                        on conflict (asked_key) do nothing
                        returning due_run_id""")
                .param("task", task.key()).param("arguments", JsonMapper.shared().writeValueAsString(arguments)).param("now", now())
                .param("by", askedBy).param("key", key, Types.VARCHAR).query(Long.class).optional();
        return made.orElseGet(() -> database.sql("select due_run_id from due_run where asked_key = :key").param("key", key).query(Long.class).single());
    }

    /** Put a due time of the schedule into the table, where it is not there yet; returns whether it was new. */
    boolean plan(ScheduledRun run, Instant dueAt, boolean skipped) {
        return database.sql("""
                        insert into due_run (name, task, arguments, due_at, asked_by, state, not_before, finished_at, message)
                        values (:name, :task, cast(:arguments as jsonb), :due, 'schedule', :state, :due, :finished, :message)
                        on conflict (name, due_at) where name <> '' do nothing""")
                .param("name", run.name()).param("task", run.task().key())
                .param("arguments", JsonMapper.shared().writeValueAsString(run.arguments()))
                .param("due", dueAt.atOffset(ZoneOffset.UTC)).param("state", skipped ? "skipped" : "due")
                .param("finished", skipped ? now() : null, Types.TIMESTAMP_WITH_TIMEZONE)
                .param("message", skipped ? "missed; by its policy '" + run.missed().name().toLowerCase(java.util.Locale.ROOT) + "' it is not caught up" : null, Types.VARCHAR)
                .update() == 1;
    }

    /** Take the oldest run that is due; empty where none is, or where it must wait. Called by the one process that may run. */
    @Transactional
    Optional<DueRun> take(String owner) {
        Optional<Long> oldest = database.sql("""
                        select due_run_id
                        from due_run
                        where state = 'due' and due_at <= :now and not_before <= :now
                        order by due_at, due_run_id
                        limit 1
                        for update skip locked""").param("now", now()).query(Long.class).optional();
        oldest.ifPresent(id -> database.sql("""
                        update due_run
                        set state = 'running', attempts = attempts + 1, owner = :owner, started_at = coalesce(started_at, :now)
                        where due_run_id = :id""").param("owner", owner).param("now", now()).param("id", id).update());
        return oldest.flatMap(this::find);
    }

    /** The number that the run's work is known by: the one that an earlier attempt had, or a new one. */
    long request(DueRun run, LongSupplier newRequest) {
        if (run.request() != null) {
            return run.request();
        }
        long request = newRequest.getAsLong();
        database.sql("update due_run set request = :request where due_run_id = :id").param("request", request).param("id", run.id()).update();
        return request;
    }

    void finish(DueRun run, String state, String message) {
        database.sql("update due_run set state = :state, finished_at = :now, message = :message where due_run_id = :id and state = 'running'")
                .param("state", state).param("now", now()).param("message", message).param("id", run.id()).update();
    }

    /** Another process held the run lock: due again after a while, and that was no attempt. */
    void putBack(DueRun run, Duration wait, String why) {
        database.sql("""
                        update due_run
                        set state = 'due', attempts = attempts - 1, not_before = :at, message = :why
                        where due_run_id = :id""")
                .param("at", clock.instant().plus(wait).atOffset(ZoneOffset.UTC)).param("why", why).param("id", run.id()).update();
    }

    /** Runs whose process died are due again, or failed where that happened too often. Called with the runner's lock held. */
    @Transactional
    int heal() {
        int failed = database.sql("""
                        update due_run
                        set state = 'failed', finished_at = :now, message = 'its process died ' || attempts || ' times; look into logs/, then ask for it again'
                        where state = 'running' and attempts >= :most""").param("now", now()).param("most", MOST_ATTEMPTS).update();
        return failed + database.sql("update due_run set state = 'due', message = 'its process died; it continues' where state = 'running'").update();
    }

    /** Take back a run that has not begun; false where it has. */
    public boolean cancel(long id, String by) {
        return database.sql("update due_run set state = 'cancelled', finished_at = :now, message = 'cancelled by ' || :by where due_run_id = :id and state = 'due'")
                .param("now", now()).param("by", by).param("id", id).update() == 1;
    }

    public Optional<DueRun> find(long id) {
        return database.sql(SELECT + " where due_run_id = :id").param("id", id).query(DueRuns::row).optional();
    }

    /** The newest first, of one name or of all; {@code before} is the number of the last one of the page before. */
    public List<DueRun> newest(@Nullable String name, @Nullable Long before, int limit) {
        return database.sql(SELECT + """
                         where (cast(:name as text) is null or name = :name)
                          and (cast(:before as bigint) is null or due_run_id < :before)
                        order by due_run_id desc
                        limit :limit""")
                .param("name", name, Types.VARCHAR).param("before", before, Types.BIGINT).param("limit", limit).query(DueRuns::row).list();
    }

    /** What is due or runs now, oldest first. */
    public List<DueRun> open() {
        return database.sql(SELECT + " where state in ('due', 'running') and due_at <= :now order by due_at, due_run_id limit 100")
                .param("now", now()).query(DueRuns::row).list();
    }

    /** Mark what has not ended and should have; returns what is newly late. */
    List<DueRun> markLate(String name, Duration lateAfter) {
        return database.sql("""
                        update due_run
                        set late_at = :now
                        where state in ('due', 'running') and name = :name and late_at is null and due_at < :limit
                        returning due_run_id""")
                .param("now", now()).param("name", name).param("limit", clock.instant().minus(lateAfter).atOffset(ZoneOffset.UTC))
                .query(Long.class).list().stream().flatMap(id -> find(id).stream()).toList();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static DueRun row(ResultSet row, int number) throws SQLException {
        return new DueRun(row.getLong("due_run_id"), row.getString("name"), Task.keyed(row.getString("task")).orElseThrow(),
                JsonMapper.shared().readValue(row.getString("arguments"), new TypeReference<Map<String, String>>() {}),
                row.getObject("due_at", OffsetDateTime.class).toInstant(), row.getString("asked_by"), row.getString("state"), row.getInt("attempts"),
                (Long) row.getObject("request"), instant(row, "started_at"), instant(row, "finished_at"), instant(row, "late_at"), row.getString("message"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static final String SELECT = """
            select due_run_id, name, task, arguments, due_at, asked_by, state, attempts, request, started_at, finished_at, late_at, message
            from due_run""";
}
