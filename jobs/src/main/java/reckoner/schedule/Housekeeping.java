package reckoner.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.FileSystemUtils;
import reckoner.Failure;
import reckoner.Home;

/**
 * Removes what nobody needs any more and the settings keep no longer: finished runs, details of batch runs, refused files, loaded files where the settings say so; and
 * what a process that died left unfinished. Logs roll by themselves.
 */
@Component
class Housekeeping {

    /** Nothing is at work on a file for so long. */
    private static final Duration ABANDONED = Duration.ofDays(3);

    private final JdbcClient database;
    private final Home home;
    private final ScheduleSettings settings;
    private final Clock clock;

    Housekeeping(JdbcClient database, Home home, ScheduleSettings settings, Clock clock) {
        this.database = database;
        this.home = home;
        this.settings = settings;
        this.clock = clock;
    }

    /** Say what was removed. What was booked, found and issued is never touched, and neither is the audit. */
    @Transactional
    public String run() {
        OffsetDateTime before = clock.instant().minus(Duration.ofDays(settings.keepDays())).atOffset(ZoneOffset.UTC);
        int due = database.sql("delete from due_run where finished_at < :before and due_at < :before").param("before", before).update();
        // The instances and executions stay: they are what a job is known by. Their contexts and steps are what grows.
        int contexts = database.sql("""
                        delete from batch_step_execution_context
                        where step_execution_id in (
                          select s.step_execution_id from batch_step_execution s join batch_job_execution e using (job_execution_id)
                          where e.status = 'COMPLETED' and e.end_time < :before)""").param("before", before.toLocalDateTime()).update();
        database.sql("delete from setup_token where expires_at < :now").param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        int refused = remove(home.quarantine(), before.toInstant());
        Instant abandoned = clock.instant().minus(ABANDONED);
        int left = remove(home.unfinished(), abandoned) + remove(home.unfinishedDocuments(), abandoned);
        int processed = settings.processedDays() == 0 ? 0 : removeProcessed(clock.instant().minus(Duration.ofDays(settings.processedDays())));
        return "%d finished runs, %d step contexts, %s%d refused and %d unfinished files removed".formatted(due, contexts,
                settings.processedDays() == 0 ? "" : processed + " months of loaded files, ", refused, left);
    }

    /** Loaded files lie in folders by the month in which they were put away, whatever their own times say. */
    private int removeProcessed(Instant before) {
        int months = 0;
        try (Stream<Path> all = Files.isDirectory(home.processed()) ? Files.walk(home.processed(), 2) : Stream.empty()) {
            for (Path folder : all.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList()) {
                String name = home.processed().relativize(folder).toString().replace('\\', '/');
                if (name.matches("[0-9]{4}/(0[1-9]|1[0-2])")
                        && !YearMonth.parse(name.replace('/', '-')).plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).isAfter(before)) {
                    FileSystemUtils.deleteRecursively(folder);
                    months++;
                }
            }
        } catch (IOException e) {
            throw Failure.environment("Cannot tidy up " + home.processed() + " (" + e.getMessage() + "). Give the rights to remove files there.", e);
        }
        return months;
    }

    /** Remove what lies in a folder and was last changed before; returns how many. */
    private static int remove(Path folder, Instant before) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        List<Path> old;
        try (Stream<Path> all = Files.list(folder)) {
            old = all.filter(one -> changed(one).isBefore(before)).sorted().toList();
            for (Path one : old) {
                FileSystemUtils.deleteRecursively(one);
            }
        } catch (IOException e) {
            throw Failure.environment("Cannot tidy up " + folder + " (" + e.getMessage() + "). Give the rights to remove files there.", e);
        }
        return old.size();
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.MAX;
        }
    }
}
