package reckoner.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Home;
import reckoner.schedule.DueRuns;
import reckoner.schedule.Heart;
import reckoner.schedule.ScheduleSettings;
import reckoner.schedule.Schedules;
import reckoner.table.Figures;
import reckoner.timeline.TimelineBuild;

/** The signs of life that operations look at; {@code /actuator/health} is down while one of them is bad. */
@Component("schedule")
class Vitals implements HealthIndicator {

    private static final Duration SILENT = Duration.ofMinutes(2);
    private static final Duration OLD_FILE = Duration.ofHours(1);
    private static final long LITTLE_ROOM = 1L << 30;

    private final JdbcClient database;
    private final Schedules schedules;
    private final ScheduleSettings settings;
    private final Heart heart;
    private final TimelineBuild timeline;
    private final Home home;
    private final Clock clock;

    Vitals(JdbcClient database, Schedules schedules, ScheduleSettings settings, Heart heart, TimelineBuild timeline, Home home, Clock clock) {
        this.database = database;
        this.schedules = schedules;
        this.settings = settings;
        this.heart = heart;
        this.timeline = timeline;
        this.home = home;
        this.clock = clock;
    }

    /** How a sign is. */
    public enum State {
        GOOD,
        WARN,
        BAD
    }

    /** One thing that was looked at. */
    public record Sign(String what, State state, String words) {}

    List<Sign> all() {
        List<Sign> signs = new ArrayList<>();
        signs.add(new Sign("Database", State.GOOD, database.sql("select version()").query(String.class).single().split(" on ")[0]));
        signs.add(scheduler());
        signs.add(late());
        schedules.entries(1).forEach(entry -> signs.add(lastOf(entry)));
        signs.add(new Sign("Timeline", timeline.isBehind() ? State.WARN : State.GOOD, timeline.isBehind() ? "files were loaded since it was built" : "up to date"));
        signs.add(inbox());
        signs.add(room());
        return signs;
    }

    @Override
    public Health health() {
        boolean bad = Stream.of(scheduler(), late(), room()).anyMatch(sign -> sign.state() == State.BAD);
        return (bad ? Health.down() : Health.up()).build();
    }

    private Sign scheduler() {
        if (!settings.enabled()) {
            return new Sign("Schedule", State.WARN, "this process shows pages only (reckoner.schedule.enabled)");
        }
        Instant beat = heart.beatAt();
        Instant nudge = heart.nudgedByQuartzAt();
        boolean silent = beat != null && Duration.between(beat, clock.instant()).compareTo(SILENT) > 0;
        String words = beat == null ? "has not looked yet" : "looked at " + Figures.moment(beat, java.time.ZoneOffset.UTC) + " UTC";
        return new Sign("Schedule", silent ? State.BAD : State.GOOD,
                words + (nudge == null ? "; Quartz has not nudged this process" : "; Quartz nudged at " + Figures.moment(nudge, java.time.ZoneOffset.UTC) + " UTC"));
    }

    private Sign late() {
        long late = database.sql("select count(*) from due_run where state in ('due', 'running') and late_at is not null").query(Long.class).single();
        return new Sign("Late runs", late > 0 ? State.BAD : State.GOOD, late == 0 ? "none" : late + " have not ended in their time");
    }

    private Sign lastOf(Schedules.Entry entry) {
        DueRuns.DueRun last = entry.last();
        String name = "Run " + entry.run().name();
        if (entry.pausedAt() != null) {
            return new Sign(name, State.WARN, "paused by " + entry.pausedBy());
        }
        if (last == null) {
            return new Sign(name, State.GOOD, "has not been due yet");
        }
        return new Sign(name, last.state().equals("failed") ? State.BAD : State.GOOD,
                last.state() + ", due " + Figures.moment(last.dueAt(), java.time.ZoneOffset.UTC) + " UTC" + (last.message() == null ? "" : ": " + last.message()));
    }

    private Sign inbox() {
        try (Stream<Path> files = Files.list(home.inbox())) {
            List<Path> lying = files.filter(Files::isRegularFile).toList();
            Optional<Instant> oldest = lying.stream().map(Vitals::modified).min(Instant::compareTo);
            boolean old = oldest.isPresent() && Duration.between(oldest.get(), clock.instant()).compareTo(OLD_FILE) > 0;
            return new Sign("Inbox", old ? State.WARN : State.GOOD, lying.isEmpty() ? "empty"
                    : lying.size() + " files, the oldest of " + Figures.moment(oldest.orElseThrow(), java.time.ZoneOffset.UTC) + " UTC");
        } catch (IOException e) {
            return new Sign("Inbox", State.BAD, "cannot be read: " + e.getMessage());
        }
    }

    private Sign room() {
        long free = home.out().toFile().getUsableSpace();
        return new Sign("Room for documents", free < LITTLE_ROOM ? State.BAD : State.GOOD, Figures.whole(free >> 20) + " MB free");
    }

    private static Instant modified(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
