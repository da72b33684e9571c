package reckoner.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reckoner.personal.PersonalExport;
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
            "Example: ./run.sh personal export --account ACC-0004 --output for-them/"})
final class PersonalCommand implements Callable<Integer> {

    enum Verb {
        export
    }

    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(index = "0", paramLabel = "VERB", description = "export.")
    Verb verb = Verb.export;

    @Option(names = "--account", paramLabel = "A", required = true, description = "The person's account.")
    String account = "";

    @Option(names = "--output", paramLabel = "DIR", description = "export: folder to write (default: out/personal/ACCOUNT in the home).")
    @Nullable Path output;

    @Override
    public Integer call() throws IOException {
        try (var application = home.open()) {
            return export(application);
        }
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
