package reckoner.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import reckoner.delivery.Notices;
import reckoner.table.Figures;

/** Tells people by mail of a run of the schedule that is late or failed: once a run, however many processes watch it. */
@Component
class Watchdog {

    /** What is older when somebody is first to be told of it is history, not news. */
    private static final Duration NEWS = Duration.ofDays(2);
    private static final int MOST = 50;

    private final JdbcClient database;
    private final DueRuns dueRuns;
    private final Notices notices;
    private final ScheduleSettings settings;
    private final Clock clock;

    Watchdog(JdbcClient database, DueRuns dueRuns, Notices notices, ScheduleSettings settings, Clock clock) {
        this.database = database;
        this.dueRuns = dueRuns;
        this.notices = notices;
        this.settings = settings;
        this.clock = clock;
    }

    /** Fails as {@code SETTINGS} where there is somebody to tell and no way to. */
    void require() {
        if (!settings.tell().isEmpty()) {
            notices.require(settings.tell());
        }
    }

    /** Send one mail about all that is new; returns about how many runs. Where it cannot be sent they stay new. */
    @Transactional
    int tell() {
        if (settings.tell().isEmpty()) {
            return 0;
        }
        List<Long> news = database.sql("""
                        update due_run
                        set told_at = :now
                        where due_run_id in (
                          select due_run_id
                          from due_run
                          where told_at is null and name <> '' and (late_at > :since or state = 'failed' and finished_at > :since)
                          order by due_at, due_run_id
                          limit :most
                          for update skip locked)
                        returning due_run_id""")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("since", clock.instant().minus(NEWS).atOffset(ZoneOffset.UTC))
                .param("most", MOST).query(Long.class).list().stream().sorted().toList();
        if (!news.isEmpty()) {
            List<DueRuns.DueRun> runs = news.stream().flatMap(id -> dueRuns.find(id).stream()).toList();
            notices.send(settings.tell(), "due-run-" + news.get(0), subject(runs), text(runs));
        }
        return news.size();
    }

    private static String subject(List<DueRuns.DueRun> runs) {
        DueRuns.DueRun first = runs.get(0);
        return "Reckoner: '%s' of %s UTC %s%s".formatted(first.name(), at(first), what(first), runs.size() == 1 ? "" : ", and " + (runs.size() - 1) + " more");
    }

    private static String text(List<DueRuns.DueRun> runs) {
        return runs.stream().map(run -> "The run '%s' (%s), due at %s UTC, %s.%s\n".formatted(run.name(), run.task().key(), at(run), what(run),
                        run.message() == null ? "" : "\n  " + run.message())).collect(Collectors.joining("\n"))
                + """

                See the page Schedule of the console, or type
                  ./run.sh schedule history
                This mail is sent once for a run.
                """;
    }

    private static String what(DueRuns.DueRun run) {
        return run.state().equals("failed") ? "failed" : run.hasEnded() ? "was late" : "is late: it is " + run.state();
    }

    private static String at(DueRuns.DueRun run) {
        return Figures.moment(run.dueAt(), ZoneOffset.UTC);
    }
}
