package reckoner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reckoner.Failure;
import reckoner.personal.Erasure;
import reckoner.personal.PersonalExport;
import reckoner.run.Runs;
import reckoner.statement.PersonalExtract;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Figures;
import reckoner.table.Table;
import reckoner.users.Audit;

@Command(
        name = "personal",
        mixinStandardHelpOptions = true,
        description = {"What is held of the person behind an account.",
            "export writes all of it: data.json (every row of every table), summary.pdf (what, from where, how long, which statements), and"
                + " the issued documents that are there.",
            "erase lets go of the person: a pseudonym stands for the name in the database, in what was loaded and in every note; documents with"
                + " the name are removed. Entries, amounts, seals, statement numbers and hashes stay. It cannot be undone: look with --dry-run first.",
            "Example: ./run.sh personal export --account ACC-0004 --output for-them/",
            "Example: ./run.sh personal erase --account ACC-0004 --reason \"asked for on 3 May\" --dry-run"})
final class PersonalCommand implements Callable<Integer> {

    enum Verb {
        export,
        erase
    }

    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "VERB", description = "export or erase.")
    Verb verb = Verb.export;

    @Option(names = "--account", paramLabel = "A", required = true, description = "The person's account.")
    String account = "";

    @Option(names = "--output", paramLabel = "DIR", description = "export: folder to write (default: out/personal/ACCOUNT in the home).")
    @Nullable Path output;

    @Option(names = "--reason", paramLabel = "TEXT", description = "erase: why, without the name; it is kept.")
    @Nullable String reason;

    @Option(names = "--also", paramLabel = "NAME", description = "erase: a further name under which the person stands in notes; may be given again.")
    List<String> also = new ArrayList<>();

    @Option(names = "--dry-run", description = "erase: show what would be changed, removed and kept, and change nothing.")
    boolean dryRun;

    @Option(names = "--confirm", paramLabel = "A", description = "erase: the account once more, for it cannot be undone.")
    @Nullable String confirmed;

    @Override
    public Integer call() throws IOException {
        if (verb == Verb.erase && !dryRun && !account.equals(confirmed)) {
            throw Failure.command(("What is erased cannot be brought back. Nothing was changed. Look first: ./run.sh personal erase --account %1$s --reason \"…\" --dry-run;"
                    + " then repeat it with --confirm %1$s instead of --dry-run.").formatted(account));
        }
        try (var application = home.open()) {
            return verb == Verb.export ? export(application) : erase(application);
        }
    }

    private int erase(ConfigurableApplicationContext application) {
        String who = System.getProperty("user.name");
        Erasure.Request request = new Erasure.Request(account, reason == null ? "" : reason, who, also, dryRun);
        Erasure.Erased erased = application.getBean(Runs.class).exclusively("personal erase", () -> application.getBean(Erasure.class).erase(request));
        long rows = erased.rows().values().stream().mapToLong(Long::longValue).sum();
        if (!dryRun) {
            keep(application, "personal erase", "%s: %d rows, %d files rewritten, %d removed, %d left. %s".formatted(erased.pseudonym(), rows,
                    erased.rewritten().size(), erased.removed().size(), erased.left().size(), request.reason().strip()));
        }
        Printer.line(dryRun ? "Dry run: nothing was changed. This would be done:" : "%s is %s from now on.".formatted(account, erased.pseudonym()));
        Printer.text(Table.of("", List.of(Column.left("Names replaced in", 50), Column.right("Rows", 9)),
                erased.rows().entrySet().stream().map(row -> List.of(Cell.text(row.getKey()), Cell.whole(row.getValue()))).toList()));
        erased.rewritten().forEach(file -> Printer.line("rewritten: " + shown(file)));
        erased.removed().forEach(file -> Printer.line("removed: " + shown(file)));
        Printer.line("Kept, for it is the books (the account id and ids of events and transactions are part of the seals): "
                + erased.kept().entrySet().stream().map(one -> one.getKey() + " " + Figures.whole(one.getValue())).collect(Collectors.joining("; ")) + ".");
        erased.left().forEach(one -> Printer.line("LEFT: " + one));
        Printer.line("Not reached: backups, mails that were sent, folders that documents were delivered or exported to outside of the home.");
        return erased.left().isEmpty() || dryRun ? 0 : Failure.Category.ENVIRONMENT.exitCode();
    }

    private String shown(Path file) {
        Path root = home.home().root();
        return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
    }

    private int export(ConfigurableApplicationContext application) throws IOException {
        PersonalExport exports = application.getBean(PersonalExport.class);
        Path folder = output != null ? output.toAbsolutePath().normalize() : exports.folder(account);
        PersonalExport.Exported exported = exports.write(account, folder, ExportCommand.branding());
        keep(application, "personal export", exported.held().stream().mapToLong(PersonalExtract.Held::rows).sum() + " records");
        Printer.text(Table.of("", List.of(Column.left("What is held", 50), Column.right("Records", 9), Column.left("Where it came from", 24)),
                exported.held().stream().filter(held -> held.rows() > 0)
                        .map(held -> List.of(Cell.text(held.what()), Cell.whole(held.rows()), Cell.text(held.source()))).toList()));
        Printer.line("%s: data.json, summary.pdf, %s issued%s.".formatted(exported.folder(),
                exported.statements() == 1 ? "1 statement" : Figures.whole(exported.statements()) + " statements",
                exported.missingFiles() == 0 ? "" : ", " + exported.missingFiles() + " of their files are not in out/: ./run.sh statements --month makes them again"));
        return 0;
    }

    private void keep(ConfigurableApplicationContext application, String act, String detail) {
        application.getBean(Audit.class).keep(null, "command line of " + System.getProperty("user.name"), act, account, Audit.Outcome.DONE, detail);
    }
}
