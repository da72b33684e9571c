package reckoner.schedule;

import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failure;
import reckoner.Reckoner;

/** The runs of schedule.yaml: when they are due, whether they are paused, and which due times have come. */
@Component
public class Schedules {

    private static final Logger LOG = LoggerFactory.getLogger(Schedules.class);
    /** Most due times of one run that one look puts into the table; older ones are passed over and said so in the log. */
    private static final int MOST = 10_000;
    /** So far ahead of the clock nothing is ever planned: then the clock was wrong, or is. */
    private static final Duration JUMP = Duration.ofHours(1);

    private final JdbcClient database;
    private final DueRuns dueRuns;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final List<ScheduledRun> runs;

    @Autowired
    Schedules(JdbcClient database, DueRuns dueRuns, Clock clock, PlatformTransactionManager transactions) {
        this(database, dueRuns, clock, transactions, ScheduleFile.read(Reckoner.configFolder().resolve("schedule.yaml")));
    }

    Schedules(JdbcClient database, DueRuns dueRuns, Clock clock, PlatformTransactionManager transactions, List<ScheduledRun> runs) {
        this.database = database;
        this.dueRuns = dueRuns;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.runs = List.copyOf(runs);
    }

    /** A run with its state. */
    public record Entry(ScheduledRun run, @Nullable Instant pausedAt, @Nullable String pausedBy, @Nullable Instant plannedUntil, List<Instant> next,
            DueRuns.@Nullable DueRun last) {}

    private record State(Instant plannedUntil, @Nullable Instant pausedAt, @Nullable String pausedBy) {}

    public List<ScheduledRun> runs() {
        return runs;
    }

    /** Every run with its next {@code times} due times. */
    public List<Entry> entries(int times) {
        return runs.stream().map(run -> {
            Optional<State> state = state(run.name(), "");
            return new Entry(run, state.map(State::pausedAt).orElse(null), state.map(State::pausedBy).orElse(null), state.map(State::plannedUntil).orElse(null),
                    next(run, times), dueRuns.newest(run.name(), null, 1).stream().findFirst().orElse(null));
        }).toList();
    }

    /** The first due time after now, of all runs that are not paused. */
    Optional<Instant> next() {
        return runs.stream().filter(run -> state(run.name(), "").map(State::pausedAt).isEmpty())
                .flatMap(run -> run.cron().next(clock.instant()).stream()).min(Instant::compareTo);
    }

    /** Stop a run from becoming due; fails as {@code COMMAND} where there is none of that name. */
    public void pause(String name, String by) {
        begin(named(name));
        database.sql("update schedule_state set paused_at = :now, paused_by = :by where name = :name and paused_at is null")
                .param("now", utc(clock.instant())).param("by", by).param("name", name).update();
    }

    /** Let it become due again from now on; what would have been due meanwhile is not caught up. */
    public void resume(String name) {
        begin(named(name));
        database.sql("update schedule_state set paused_at = null, paused_by = null, planned_until = greatest(planned_until, :now) where name = :name")
                .param("now", utc(clock.instant())).param("name", name).update();
    }

    /** Ask for a run of the schedule now, once per key. */
    public long runNow(String name, String by, @Nullable String key) {
        ScheduledRun run = named(name);
        return dueRuns.ask(run.task(), run.arguments(), by, key);
    }

    /** Put every due time that has come into the table. However often and by however many this is called, each is there once. */
    public void plan() {
        runs.forEach(run -> transaction.executeWithoutResult(status -> plan(run)));
    }

    /** Mark what is late, and say so in the log. */
    public void watch() {
        for (ScheduledRun run : runs) {
            dueRuns.markLate(run.name(), run.lateAfter()).forEach(late ->
                    LOG.warn("The run '{}' that was due at {} is late: it is {}. See the console's schedule or ./run.sh schedule.", late.name(), late.dueAt(), late.state()));
        }
    }

    private void plan(ScheduledRun run) {
        begin(run);
        State state = state(run.name(), " for update").orElseThrow();
        Instant now = clock.instant();
        if (state.plannedUntil().isAfter(now.plus(JUMP))) {
            LOG.warn("The run '{}' is planned until {}, but it is only {}: the clock has jumped. What is in due_run is not done twice.",
                    run.name(), state.plannedUntil(), now);
        } else if (state.plannedUntil().isAfter(now)) {
            return;
        } else if (state.pausedAt() == null) {
            missedAndDue(run, state.plannedUntil(), now);
        }
        database.sql("update schedule_state set planned_until = :now where name = :name").param("now", utc(now)).param("name", run.name()).update();
    }

    private void missedAndDue(ScheduledRun run, Instant after, Instant now) {
        List<Instant> times = new ArrayList<>();
        for (Optional<Instant> due = run.cron().next(after); due.isPresent() && !due.get().isAfter(now); due = run.cron().next(due.get())) {
            times.add(due.get());
        }
        if (times.size() > MOST) {
            LOG.warn("The run '{}' missed {} due times since {}; the oldest {} are not listed.", run.name(), times.size(), after, times.size() - MOST);
            times = times.subList(times.size() - MOST, times.size());
        }
        for (int i = 0; i < times.size(); i++) {
            boolean newest = i == times.size() - 1;
            boolean missed = times.get(i).isBefore(now.minus(run.lateAfter()));
            boolean skipped = switch (run.missed()) {
                case ALL -> false;
                case LAST -> !newest;
                case NONE -> missed;
            };
            dueRuns.plan(run, times.get(i), skipped);
        }
    }

    private void begin(ScheduledRun run) {
        database.sql("insert into schedule_state (name, planned_until) values (:name, :now) on conflict do nothing")
                .param("name", run.name()).param("now", utc(clock.instant())).update();
    }

    private Optional<State> state(String name, String lock) {
        return database.sql("select planned_until, paused_at, paused_by from schedule_state where name = :name" + lock).param("name", name, Types.VARCHAR)
                .query(State.class).optional();
    }

    private List<Instant> next(ScheduledRun run, int times) {
        List<Instant> next = new ArrayList<>();
        for (Optional<Instant> due = run.cron().next(clock.instant()); due.isPresent() && next.size() < times; due = run.cron().next(due.get())) {
            next.add(due.get());
        }
        return next;
    }

    private ScheduledRun named(String name) {
        return runs.stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow(() -> Failure.command(
                "There is no run '%s' in schedule.yaml. Nothing was changed. There are: %s.".formatted(name, runs.stream().map(ScheduledRun::name).toList())));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
