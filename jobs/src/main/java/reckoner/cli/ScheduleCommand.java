package reckoner.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reckoner.Failure;
import reckoner.schedule.DueRuns;
import reckoner.schedule.Runner;
import reckoner.schedule.Schedules;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Figures;
import reckoner.table.Table;

@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        description = {"Shows what runs by itself (config/schedule.yaml) and what came of it; pauses, resumes, runs now.",
            "serve does the work; now does it here, if no serve is at it."})
final class ScheduleCommand implements Callable<Integer> {

    enum Verb {
        list,
        next,
        history,
        pause,
        resume,
        now
    }

    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(index = "0", arity = "0..1", defaultValue = "list", description = "list, next, history, pause, resume or now.")
    Verb verb = Verb.list;

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "Name of a run in schedule.yaml.")
    @Nullable String name;

    @Option(names = "--limit", paramLabel = "N", description = "next, history: how many (default: ${DEFAULT-VALUE}).")
    int limit = 10;

    @Override
    public Integer call() {
        if (limit < 1 || limit > 1_000) {
            throw Failure.command("--limit is " + limit + ", must be 1 to 1000.");
        }
        try (var application = home.open()) {
            Schedules schedules = application.getBean(Schedules.class);
            DueRuns dueRuns = application.getBean(DueRuns.class);
            switch (verb) {
                case list -> list(schedules);
                case next -> next(schedules);
                case history -> history(dueRuns);
                case pause -> {
                    schedules.pause(named(), who());
                    Printer.line(named() + " is paused. It becomes due again after: ./run.sh schedule resume " + named());
                }
                case resume -> {
                    schedules.resume(named());
                    Printer.line(named() + " becomes due again from now on.");
                }
                case now -> {
                    return now(schedules, dueRuns, application.getBean(Runner.class));
                }
            }
            return 0;
        }
    }

    private int now(Schedules schedules, DueRuns dueRuns, Runner runner) {
        long asked = schedules.runNow(named(), who(), null);
        runner.drain();
        DueRuns.DueRun run = dueRuns.find(asked).orElseThrow();
        Printer.line("%s: %s%s".formatted(named(), run.state(), run.message() == null ? "" : ", " + run.message()));
        if (run.state().equals("due")) {
            Printer.progress("Another process runs what is due; this comes after it. See: ./run.sh schedule history");
        }
        return run.state().equals("failed") ? Failure.Category.ENVIRONMENT.exitCode() : 0;
    }

    private static void list(Schedules schedules) {
        Printer.text(Table.of("", List.of(Column.left("Name", 14), Column.left("Runs", 12), Column.left("Cron and zone", 28),
                        Column.left("Next", 20), Column.left("Last due (UTC)", 20), Column.left("State", 10), Column.left("What came of it", 50)),
                schedules.entries(1).stream().map(e -> List.of(Cell.text(e.run().name()), Cell.text(e.run().task().key()),
                        Cell.text(e.run().expression() + " " + e.run().cron().zone()),
                        Cell.text(e.pausedAt() != null ? "paused by " + e.pausedBy() : e.next().stream().map(at -> local(at, e)).collect(Collectors.joining())),
                        Cell.moment(e.last() == null ? null : e.last().dueAt(), ZoneOffset.UTC), Cell.text(e.last() == null ? "" : e.last().state()),
                        Cell.text(e.last() == null ? "" : e.last().message()))).toList()));
    }

    private void next(Schedules schedules) {
        schedules.entries(limit).stream().filter(e -> name == null || e.run().name().equals(name)).forEach(e -> {
            Printer.line(e.run().name() + (e.pausedAt() == null ? "" : " (paused)"));
            e.next().forEach(at -> Printer.line("  " + local(at, e) + " " + e.run().cron().zone()));
        });
    }

    private void history(DueRuns dueRuns) {
        Printer.text(Table.of("", List.of(Column.right("Id", 6), Column.left("Name", 14), Column.left("Runs", 12), Column.left("Due (UTC)", 20),
                        Column.left("Asked by", 12), Column.left("State", 10), Column.left("What came of it", 60)),
                dueRuns.newest(name, null, limit).stream().map(r -> List.of(Cell.whole(r.id()), Cell.text(r.name()), Cell.text(r.task().key()),
                        Cell.moment(r.dueAt(), ZoneOffset.UTC), Cell.text(r.askedBy()), Cell.text(r.state() + (r.lateAt() == null ? "" : ", late")),
                        Cell.text(r.message()))).toList()));
    }

    private String named() {
        if (name == null) {
            throw Failure.command("The name of a run is missing. Type: ./run.sh schedule " + verb + " NAME");
        }
        return name;
    }

    private static String local(Instant at, Schedules.Entry entry) {
        return Figures.moment(at, entry.run().cron().zone());
    }

    private static String who() {
        return System.getProperty("user.name", "unknown");
    }
}
