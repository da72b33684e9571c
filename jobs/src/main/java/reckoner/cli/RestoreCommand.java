package reckoner.cli;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import reckoner.backup.Restore;
import reckoner.run.Runs;
import reckoner.table.Figures;

@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Brings a backup into an empty database, and up to the schema of this version. What ran when it was taken can be continued.")
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Parameters(paramLabel = "FILE", description = "What ./run.sh backup wrote; an encrypted one needs the passphrase that it was made with.")
    Path file = Path.of("");

    @Override
    public Integer call() {
        try (var application = home.open()) {
            Restore.Restored restored = application.getBean(Runs.class).exclusively("restore", () -> application.getBean(Restore.class).from(file));
            Printer.line("Restored %d tables, %s rows, as of %s UTC%s.".formatted(restored.tables(), Figures.whole(restored.rows()),
                    Figures.moment(restored.takenAt(), ZoneOffset.UTC),
                    restored.from().equals(restored.to()) ? "" : ", from schema " + restored.from() + " to " + restored.to()));
            Printer.line("Prove the ledger: ./run.sh verify --ledger. Files that came after the backup are loaded again from processed/: ./run.sh load DIR");
            return 0;
        }
    }
}
