package reckoner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.Home;
import reckoner.Reckoner;
import reckoner.demo.DemoSettings;
import reckoner.demo.DemoWorld;
import reckoner.demo.Score;
import reckoner.reconcile.Reconciliations;
import reckoner.run.MonthEnd;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {"Makes a realistic year of several accounts with planted discrepancies, and closes its last month:",
            "loads, reconciles, builds the timeline, writes statements and event reports. Prints what it found.",
            "Exit code 0: it found all that was planted and nothing else."})
final class DemoCommand implements Callable<Integer> {

    private static final String MARKER = "this-is-a-demo";

    @Option(names = "--home", paramLabel = "DIR", description = "Directory of the demo; one that an earlier demo made is emptied first (default: ${DEFAULT-VALUE}).")
    Path home = Path.of("demo");

    @Option(names = "--seed", paramLabel = "N", description = "Another seed makes another world (default: ${DEFAULT-VALUE}).")
    long seed = DemoSettings.standard().seed();

    @Option(names = "--accounts", paramLabel = "N", description = "How many accounts (default: ${DEFAULT-VALUE}).")
    int accounts = DemoSettings.standard().accounts();

    @Option(names = "--months", paramLabel = "N", description = "How many months (default: ${DEFAULT-VALUE}).")
    int months = DemoSettings.standard().months();

    @Option(names = "--end", paramLabel = "YYYY-MM", description = "Last month (default: 2026-10).")
    @Nullable YearMonth end;

    @Option(names = "--clean", description = "Plant nothing.")
    boolean clean;

    @Override
    public Integer call() throws IOException {
        DemoSettings settings = settings();
        Home place = emptied(new Home(home));
        long started = System.nanoTime();
        Progress progress = new Progress(7);
        progress.next("making %d accounts and %d months".formatted(accounts, months));
        DemoWorld world = DemoWorld.make(settings);
        world.writeTo(place.inbox());
        markComplete(place.inbox());
        progress.next("opening the database");
        try (var application = Reckoner.start(place)) {
            refuseUsedDatabase(application.getBean(JdbcClient.class));
            YearMonth last = YearMonth.from(settings.endsOn().minusDays(1));
            MonthEnd.Closed closed = application.getBean(MonthEnd.class).close(last, false,
                    stage -> progress.next(stage.name().toLowerCase(Locale.ROOT)));
            progress.done();
            Score score = score(world, closed.reconciliation());
            report(closed, score, world, place, last);
            Printer.line("Done in %d s.".formatted((System.nanoTime() - started) / 1_000_000_000));
            return score.isPerfect() ? 0 : 1;
        }
    }

    /** So that nobody waits for the files to settle. */
    private static void markComplete(Path inbox) throws IOException {
        try (Stream<Path> files = Files.list(inbox)) {
            for (Path file : files.filter(file -> !file.toString().endsWith(".manifest.json")).toList()) {
                Files.createFile(file.resolveSibling(file.getFileName() + ".done"));
            }
        }
    }

    private DemoSettings settings() {
        LocalDate endsOn = end == null ? DemoSettings.standard().endsOn() : end.plusMonths(1).atDay(1);
        try {
            return new DemoSettings(seed, accounts, months, endsOn, !clean);
        } catch (IllegalArgumentException e) {
            throw Failure.command(e.getMessage() + ". Nothing was made.");
        }
    }

    /** A directory that a demo made is emptied; any other one that is not empty is left alone. */
    private static Home emptied(Home place) throws IOException {
        Path root = place.root();
        if (Files.exists(root.resolve(MARKER))) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    if (!path.equals(root) && !path.equals(root.resolve(MARKER))) {
                        Files.delete(path);
                    }
                }
            }
        } else if (Files.isDirectory(root)) {
            try (Stream<Path> content = Files.list(root)) {
                if (content.findAny().isPresent()) {
                    throw Failure.command("%s is not empty and no demo made it. Nothing was changed. Choose another --home.".formatted(root));
                }
            }
        }
        place.prepared();
        Files.writeString(root.resolve(MARKER), "Made by ./run.sh demo; the next demo here empties this directory.\n");
        return place;
    }

    private static void refuseUsedDatabase(JdbcClient database) {
        if (database.sql("select exists (select 1 from load)").query(Boolean.class).single()) {
            throw Failure.command("The database that RECKONER_DATABASE_URL names is in use. Nothing was loaded. Give the demo an empty one.");
        }
    }

    private static Score score(DemoWorld world, Reconciliations.Result result) {
        return Score.of(world.planted(), result.discrepancies().stream()
                .map(d -> new Score.Found(d.check(), d.account(), d.transaction(), d.difference(), d.cause()))
                .toList());
    }

    private static void report(MonthEnd.Closed closed, Score score, DemoWorld world, Home place, YearMonth last) {
        Printer.line("Reconciled %d accounts, %d entries, %s credits moved."
                .formatted(closed.reconciliation().coverage().accounts(), closed.reconciliation().coverage().entries(),
                        Printer.money(closed.reconciliation().coverage().amount())));
        Printer.line("");
        Printer.text(Table.of("Planted discrepancies, and what was found", List.of(
                        Column.left("Planted", 28), Column.left("Check", 22), Column.left("Account", 10), Column.left("Transaction", 14),
                        Column.right("Difference", 10), Column.left("Cause", 22), Column.left("Found", 22)),
                score.rows().stream()
                        .map(r -> List.of(Cell.text(r.planted().kind()), Cell.text(r.planted().check()), Cell.text(r.planted().account()),
                                Cell.text(r.planted().transaction()), Cell.money(r.planted().difference()), Cell.text(r.planted().cause()),
                                Cell.text(verdict(r))))
                        .toList()));
        score.falseAlarms().forEach(f -> Printer.line("FALSE ALARM: %s %s %s %s %s".formatted(
                f.check(), f.account(), f.transaction(), Printer.money(f.difference()), f.cause())));
        long found = score.rows().stream().filter(r -> r.found() != null).count();
        Printer.line("");
        Printer.line("planted %d, found %d, missed %d, false alarms %d".formatted(
                score.rows().size(), found, score.rows().size() - found, score.falseAlarms().size()));
        if (!world.leftOut().isEmpty()) {
            Printer.line("The world is too small to plant: " + String.join(", ", world.leftOut()));
        }
        Printer.line("");
        Printer.line("Statements of %s: %s".formatted(last, place.out().resolve("statements").resolve(last.toString())));
        Printer.line("Event reports:         %s".formatted(place.out().resolve("events")));
        Printer.line("Look around:           ./run.sh timeline --home %s --by month".formatted(place.root()));
    }

    private static String verdict(Score.Row row) {
        Score.Found found = row.found();
        if (found == null) {
            return "MISSED";
        }
        return row.exact() ? "yes" : "other: %s %s".formatted(Printer.money(found.difference()), found.cause());
    }
}
