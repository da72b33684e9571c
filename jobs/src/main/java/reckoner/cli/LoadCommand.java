package reckoner.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reckoner.Failure;
import reckoner.ledger.Money;
import reckoner.load.Intake;
import reckoner.load.Preview;
import reckoner.load.Receipt;
import reckoner.load.Rejection;
import reckoner.run.Runs;

@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {"Loads feed files, or all files in a folder; without a path, the inbox.",
            "A file with bad lines is refused whole unless that many are allowed. Loading a file again changes nothing.",
            "Exit code 0: everything is loaded; 3: a file was refused.",
            "Example: ./run.sh load bank/trans.asc --feed berka --allow-rejects 1"})
final class LoadCommand implements Callable<Integer> {

    private static final int SHOWN_REASONS = 20;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files or folders (default: the inbox).")
    List<Path> paths = new ArrayList<>();

    @Option(names = "--feed", paramLabel = "NAME", description = "Native feed or mapping of config/feeds.yaml, instead of recognising each file.")
    @Nullable String feed;

    @Option(names = "--dry-run", description = "Read everything, write nothing; show counts, reasons and the first rows.")
    boolean dryRun;

    @Option(names = "--allow-rejects", paramLabel = "N", description = "Load the good lines of a file with at most N bad ones (default: 0).")
    long allowRejects;

    @Override
    public Integer call() {
        if (allowRejects < 0) {
            throw Failure.command("--allow-rejects is " + allowRejects + ", must be 0 or more. Nothing was loaded.");
        }
        try (var application = home.open()) {
            Intake intake = application.getBean(Intake.class);
            if (dryRun) {
                return preview(watched(() -> intake.preview(paths, feed, allowRejects)));
            }
            Runs runs = application.getBean(Runs.class);
            List<Path> feeds = application.getBean(ArchiveReturns.class).take(paths);
            if (feeds.isEmpty() && !paths.isEmpty()) {
                return 0;
            }
            Intake.Taken taken = watched(() -> intake.take(feeds, feed, allowRejects, parameters -> runs.start("load", parameters)));
            List<Receipt> receipts = taken.receipts();
            receipts.forEach(LoadCommand::print);
            taken.leftAlone().forEach(System.out::println);
            if (receipts.isEmpty() && taken.leftAlone().isEmpty()) {
                System.out.println("no files in " + (paths.isEmpty() ? home.home().inbox() : paths));
            }
            return receipts.stream().anyMatch(Receipt::isRefused) ? Failure.Category.INPUT.exitCode() : 0;
        }
    }

    private static <T> T watched(Supplier<T> work) {
        try (Progress progress = new Progress(0)) {
            return work.get();
        }
    }

    private static void print(Receipt receipt) {
        if (receipt.again()) {
            System.out.printf(Locale.ROOT, "%s: already loaded on %s as load %d (same content)%n",
                    Rejection.shown(receipt.file()), WHEN.format(receipt.startedAt()), receipt.load());
            return;
        }
        System.out.printf(Locale.ROOT, "%s: %s as %s, load %d: %,d rows, %,d accepted, %,d rejected, %,d known, sum %s, %.1f s%n",
                Rejection.shown(receipt.file()), receipt.isRefused() ? "REFUSED" : "loaded", receipt.mapping(), receipt.load(), receipt.rows(),
                receipt.accepted(), receipt.rejected(), receipt.known(), receipt.sum(), receipt.duration().toMillis() / 1000.0);
        if (receipt.skipped() > 0) {
            System.out.printf(Locale.ROOT, "  %,d lines are left out by the mapping%n", receipt.skipped());
        }
        if (receipt.withheld() > 0 && !receipt.isRefused()) {
            System.out.printf(Locale.ROOT, "  %,d lines name people who were erased: the names were not taken%n", receipt.withheld());
        }
        printReasons(receipt.isRefused() ? System.err : System.out, Rejection.shown(receipt.file()), receipt.reasons(), receipt.rejected());
        if (receipt.isRefused()) {
            System.err.println("Nothing of " + Rejection.shown(receipt.file()) + " was loaded. All reasons are in quarantine/"
                    + (receipt.canLeaveOut() ? "; to load the good lines, repeat with --allow-rejects " + receipt.rejected() + "."
                            : "; the file as a whole cannot be trusted, ask its sender for another one."));
        }
    }

    private static int preview(List<Preview> previews) {
        for (Preview preview : previews) {
            System.out.printf(Locale.ROOT, "%s: would be %s as %s: %,d rows, %,d good, %,d bad, sum %s%n",
                    Rejection.shown(preview.file()), preview.refused() ? "REFUSED" : "loaded", preview.mapping().isEmpty() ? "nothing" : preview.mapping(),
                    preview.rows(), preview.accepted(), preview.rejected(), Money.text(preview.amountMicros()));
            if (preview.skipped() > 0) {
                System.out.printf(Locale.ROOT, "  %,d lines are left out by the mapping%n", preview.skipped());
            }
            preview.firstRows().forEach(row -> System.out.println("  " + row));
            printReasons(System.out, Rejection.shown(preview.file()), preview.reasons(), preview.rejected());
        }
        return previews.stream().anyMatch(Preview::refused) ? Failure.Category.INPUT.exitCode() : 0;
    }

    private static void printReasons(PrintStream out, String file, List<Rejection> reasons, long count) {
        reasons.stream().limit(SHOWN_REASONS).forEach(reason -> out.println("  " + file + ":" + reason));
        if (count > SHOWN_REASONS) {
            out.printf(Locale.ROOT, "  … and %,d more%n", count - SHOWN_REASONS);
        }
    }
}
