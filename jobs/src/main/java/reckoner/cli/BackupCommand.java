package reckoner.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.backup.Backup;
import reckoner.table.Figures;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {"Writes the whole database to one file, as it is at this moment; runs may go on. It holds everything, also who may sign in:",
            "keep it as you keep the database."})
final class BackupCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--output", paramLabel = "FILE", description = "File to write (default: backups/reckoner-TIME.zip in the home).")
    @Nullable Path file;

    @Override
    public Integer call() {
        try (var application = home.open()) {
            Path place = file != null ? file : home.home().root().resolve("backups").resolve("reckoner-"
                    + DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(Instant.now()) + ".zip");
            Backup.Taken taken = application.getBean(Backup.class).to(place);
            Printer.line("%s: %d tables, %s rows, %s bytes. Restore it into an empty home: ./run.sh restore %s --home DIR".formatted(
                    taken.file(), taken.tables(), Figures.whole(taken.rows()), Figures.whole(taken.bytes()), taken.file()));
            return 0;
        }
    }
}
