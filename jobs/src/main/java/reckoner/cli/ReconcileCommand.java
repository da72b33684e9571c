package reckoner.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.ledger.OrderWindow;
import reckoner.reconcile.Check;
import reckoner.reconcile.Checks;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.ReconciliationReports;
import reckoner.reconcile.Reconciliations;
import reckoner.run.Runs;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {"Proves the ledger now: the chain of balances, the prices, and every other check.",
            "Exit code 0: everything agrees; 1: discrepancies of severity error.",
            "Example: ./run.sh reconcile --account ACC-01 --from 2026-03-01 --to 2026-03-31 --format json"})
final class ReconcileCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--account", paramLabel = "A", description = "Only this account; may be given again.")
    List<String> accounts = new ArrayList<>();

    @Option(names = "--event", paramLabel = "E", description = "Only findings of this event, through its account's chain.")
    @Nullable String event;

    @Option(names = "--from", paramLabel = "D", description = "Only findings from this day on (YYYY-MM-DD), in the zone of each account.")
    @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "D", description = "Only findings up to and with this day.")
    @Nullable LocalDate to;

    @Option(names = "--full", description = "Walk everything again, whatever was proven before.")
    boolean full;

    @Option(names = "--dry-run", description = "Report only; keep nothing.")
    boolean dryRun;

    @Option(names = "--tolerance", paramLabel = "X", description = "Largest difference that is none, in credits, instead of the source's own.")
    @Nullable BigDecimal tolerance;

    @Option(names = "--order-window", paramLabel = "W", description = "instant, day, a duration such as 36h, or a number of entries such as 6, instead of the source's own.")
    @Nullable String window;

    @Option(names = "--list", description = "List the checks and what they prove, and end.")
    boolean list;

    @Mixin
    final SelfTestOptions selfTest = new SelfTestOptions();

    @Option(names = "--format", paramLabel = "F", description = "text, json or csv (default: ${DEFAULT-VALUE}).")
    Format format = Format.text;

    @Option(names = "--report", paramLabel = "DIR", arity = "0..1", fallbackValue = "",
            description = "Also write the report as PDF, XLSX and JSON into DIR (default: out/reconciliation of the home).")
    @Nullable String report;

    enum Format {
        text,
        json,
        csv
    }

    @Override
    public Integer call() throws IOException {
        if (selfTest.asked) {
            return selfTest.run(home.home());
        }
        requireSense();
        try (var application = home.open()) {
            if (list) {
                list(application.getBean(Checks.class).all());
                return 0;
            }
            Reconciliations reconciliations = application.getBean(Reconciliations.class);
            ZoneId zone = reconciliations.zone(accounts, event);
            ReconcileRequest request = new ReconcileRequest(accounts, event, from, to, dryRun, tolerance, orderWindow(), full);
            long run = reconciliations.register(request);
            application.getBean(Runs.class).start("reconcile", request.parameters(run));
            Reconciliations.Result result = reconciliations.result(run);
            switch (format) {
                case text -> ReconcileText.print(result);
                case json -> Printer.json(ReconcileText.json(result));
                case csv -> Printer.csv(ReconcileText.discrepancies(result.discrepancies()));
            }
            if (report != null) {
                write(application.getBean(ReconciliationReports.class), result, zone, report);
            }
            return result.hasErrors() ? 1 : 0;
        }
    }

    /** Where the files are goes to standard error, so that standard output has the result and nothing else. */
    private static void write(ReconciliationReports reports, Reconciliations.Result result, ZoneId zone, String where) {
        Path folder = where.isEmpty() ? reports.folder() : Path.of(where);
        List<Path> files = new ArrayList<>(reports.write(reports.report(result, zone), folder));
        files.add(reports.write(folder.resolve("reconciliation-" + result.run() + ".json"),
                out -> out.write((Printer.JSON.writeValueAsString(ReconcileText.json(result)) + "\n").getBytes(StandardCharsets.UTF_8))));
        files.forEach(file -> Printer.progress("Wrote " + file));
    }

    private void requireSense() {
        if (accounts.stream().anyMatch(String::isBlank)) {
            throw Failure.command("--account is empty. Give the id of an account.");
        }
        if (tolerance != null && tolerance.signum() < 0) {
            throw Failure.command("--tolerance " + tolerance + " is negative. Give 0.00 or more.");
        }
        if (from != null && to != null && from.isAfter(to)) {
            throw Failure.command("--from " + from + " is after --to " + to + ".");
        }
    }

    private @Nullable OrderWindow orderWindow() {
        try {
            return window == null ? null : OrderWindow.parse(window);
        } catch (IllegalArgumentException e) {
            throw Failure.command("--order-window: " + e.getMessage());
        }
    }

    private static void list(List<Check> checks) {
        Printer.text(Table.of("", List.of(Column.left("Check", 24), Column.left("Severity", 8), Column.left("Needs", 20),
                        Column.left("Proves", 60)),
                checks.stream().map(c -> List.of(Cell.text(c.name()), Cell.text(c.severity()),
                        Cell.text(String.join(", ", c.needs())), Cell.text(c.proves()))).toList()));
    }
}
