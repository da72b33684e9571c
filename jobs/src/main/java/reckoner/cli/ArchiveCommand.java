package reckoner.cli;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.archive.ArchiveProof;
import reckoner.archive.Archives;
import reckoner.run.Archiving;
import reckoner.table.Figures;

@Command(
        name = "archive",
        mixinStandardHelpOptions = true,
        description = {"Takes the months before a month out of the ledger into files that load takes, and proves them before anything leaves.",
            "Balances, statements, the timeline and findings stay as they are. Stopped or killed, the same command finishes it.",
            "To take months back: ./run.sh load FOLDER"})
final class ArchiveCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--before", paramLabel = "YYYY-MM", description = "Archive what occurred before this month, in each account's own zone.")
    @Nullable String before;

    @Option(names = "--output", paramLabel = "DIR", description = "Where the folder of the archive is made (default: archive/ in the home).")
    @Nullable Path output;

    @Option(names = "--dry-run", description = "Say what would be archived, or why it cannot be, and change nothing.")
    boolean dryRun;

    @Option(names = "--list", description = "List the archives there are.")
    boolean list;

    @Option(names = "--verify", description = "Prove the files of every archive in force by the seals of their entries.")
    boolean verify;

    @Override
    public Integer call() {
        if (before == null && !list && !verify) {
            throw Failure.command("Name a month: archive --before YYYY-MM, or ask for the --list. Nothing was archived.");
        }
        try (var application = home.open()) {
            if (verify) {
                print(application.getBean(ArchiveProof.class).all(), ": every entry is as it was sealed");
                return 0;
            }
            if (list) {
                print(application.getBean(Archives.class).list(), "");
                return 0;
            }
            YearMonth month = Months.of(before);
            Archiving archiving = application.getBean(Archiving.class);
            if (dryRun) {
                Archives.Plan plan = archiving.plan(month);
                Archives.Counts counts = plan.counts();
                Printer.line("Would archive before %s: %s of %d accounts.".formatted(month,
                        rows(counts.entries(), counts.usageRecords(), counts.payments()), counts.accounts()));
                held(plan.held(), month);
                return 0;
            }
            Archiving.Done done = archiving.archive(month, output != null ? output : home.home().root().resolve("archive"));
            if (done.archive() == null) {
                Printer.line("Nothing that occurred before %s can be archived, or is not archived already.".formatted(month));
            } else {
                Printer.line(words(done.archive()));
                application.getBean(Archives.class).files(done.archive().id()).stream().filter(file -> !file.kind().endsWith("places"))
                        .forEach(file -> Printer.line("  %s: %s rows, %s bytes".formatted(file.name(), Figures.whole(file.rows()), Figures.whole(file.bytes()))));
                Printer.line("A reconciliation of what is left finds what was found before. Keep the whole folder; take it back: ./run.sh load "
                        + done.archive().folder());
            }
            held(done.held(), month);
            return 0;
        }
    }

    private static void print(List<Archives.Archive> archives, String verdict) {
        if (archives.isEmpty()) {
            Printer.line("No months are archived.");
        }
        archives.forEach(archive -> Printer.line(words(archive) + verdict));
    }

    private static String words(Archives.Archive archive) {
        return "Archive %d, before %s, %s: %s, in %s".formatted(archive.id(), archive.month(), switch (archive.state()) {
            case "archived" -> "in force";
            case "returned" -> "taken back";
            default -> "not finished";
        }, rows(archive.entries(), archive.usageRecords(), archive.payments()), archive.folder());
    }

    private static String rows(long entries, long usage, long payments) {
        return "%s entries, %s usage records, %s payments".formatted(Figures.whole(entries), Figures.whole(usage), Figures.whole(payments));
    }

    private static void held(List<Archives.Held> held, YearMonth month) {
        held.forEach(one -> Printer.line("  %s keeps everything from %s on: something reaches across the months between, or nobody named the account (before %s was asked for)."
                .formatted(one.account(), one.fromMonth(), month)));
    }
}
