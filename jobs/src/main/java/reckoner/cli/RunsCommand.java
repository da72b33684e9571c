package reckoner.cli;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reckoner.Failure;
import reckoner.run.RunHistory;
import reckoner.run.Runs;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

@Command(name = "runs", mixinStandardHelpOptions = true, description = "Lists and shows batch runs, continues one that failed, and heals those that died.")
final class RunsCommand implements Callable<Integer> {

    enum Verb {
        list,
        show,
        restart,
        recover
    }

    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(index = "0", arity = "0..1", defaultValue = "list", description = "list, show, restart or recover.")
    Verb verb = Verb.list;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Number of the run.")
    @Nullable Long id;

    @Option(names = "--limit", paramLabel = "N", description = "How many to list (default: ${DEFAULT-VALUE}).")
    int limit = 20;

    @Option(names = "--take-over", description = "With recover: also from a process that holds the run lock and does not answer. Its work is refused from then on.")
    boolean takeOver;

    @Override
    public Integer call() {
        try (var application = switch (verb) {
            case list, show -> home.lookUpWith(RunHistory.class);
            case restart, recover -> home.open();
        }) {
            switch (verb) {
                case list -> list(application);
                case show -> show(application.getBean(RunHistory.class), attempt(application));
                case restart -> restart(application.getBean(Runs.class), attempt(application));
                case recover -> recover(application.getBean(Runs.class));
            }
            return 0;
        }
    }

    private void list(ApplicationContext application) {
        Instant now = Instant.now();
        Printer.text(Table.of("",
                List.of(Column.right("Run", 6), Column.left("Job", 12), Column.left("Status", 10), Column.left("Started (UTC)", 20),
                        Column.right("Seconds", 8), Column.left("Of", 60)),
                application.getBean(RunHistory.class).newest(limit).stream()
                        .map(a -> List.of(Cell.whole(a.id()), Cell.text(a.job()), Cell.text(a.status()),
                                Cell.moment(a.startedAt(), ZoneOffset.UTC),
                                Cell.text(seconds(a.duration(now).toMillis())), Cell.text(a.parameters())))
                        .toList()));
    }

    private static void show(RunHistory history, RunHistory.Attempt attempt) {
        Printer.line("Run %d: %s, %s, started %s, %s s, of %s".formatted(attempt.id(), attempt.job(), attempt.status(), attempt.startedAt(),
                seconds(attempt.duration(Instant.now()).toMillis()), attempt.parameters()));
        Printer.text(Table.of("",
                List.of(Column.left("Step", 16), Column.left("Status", 10), Column.right("Read", 8), Column.right("Written", 8),
                        Column.left("Message", 60)),
                history.steps(attempt.id()).stream()
                        .map(s -> List.of(Cell.text(s.step()), Cell.text(s.status()), Cell.whole(s.read()), Cell.whole(s.written()),
                                Cell.text(s.message() == null ? "" : s.message().lines().findFirst().orElse(""))))
                        .toList()));
    }

    private static void restart(Runs runs, RunHistory.Attempt attempt) {
        Printer.line(switch (runs.restart(attempt.job(), attempt.id())) {
            case DONE -> "Run " + attempt.id() + " was continued to its end.";
            case ALREADY_DONE -> "Run " + attempt.id() + " is complete already. Nothing was changed.";
        });
    }

    private void recover(Runs runs) {
        if (takeOver) {
            String interrupted = runs.takeOver();
            Printer.line(interrupted == null ? "Nobody held the run lock. What had died was recovered."
                    : "The run lock was taken from '" + interrupted + "'; the same command continues it.");
            return;
        }
        int healed = runs.recover();
        Printer.line(healed == 0 ? "Nothing to recover." : healed + " interrupted runs recovered; the same commands continue them.");
    }

    private RunHistory.Attempt attempt(ApplicationContext application) {
        if (id == null) {
            throw Failure.command("The number of a run is missing. Type: ./run.sh runs " + verb + " ID");
        }
        return application.getBean(RunHistory.class).withId(id).stream().findFirst()
                .orElseThrow(() -> Failure.command("There is no run " + id + ". Type ./run.sh runs list"));
    }

    private static String seconds(long millis) {
        return java.math.BigDecimal.valueOf(millis, 3).setScale(1, java.math.RoundingMode.HALF_UP).toPlainString();
    }
}
