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
            "keep it as you keep the database.",
            "It is encrypted where RECKONER_BACKUP_PASSPHRASE is set, or reckoner.backup.passphrase-file names a file that only its owner may read.",
            "Whoever loses the passphrase has no backup."})
final class BackupCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = {"--output", "--to"}, paramLabel = "FILE",
            description = "File to write (default: backups/reckoner-TIME.zip in the home, .zip.enc where it is encrypted).")
    @Nullable Path file;

    @Override
    public Integer call() {
        try (var application = home.open()) {
            Backup backup = application.getBean(Backup.class);
            Path place = file != null ? file : home.home().root().resolve("backups").resolve("reckoner-"
                    + DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(Instant.now()) + (backup.encrypts() ? ".zip.enc" : ".zip"));
            Backup.Taken taken = backup.to(place);
            Printer.line("%s: %d tables, %s rows, %s bytes, %s. Restore it into an empty home: ./run.sh restore %s --home DIR".formatted(
                    taken.file(), taken.tables(), Figures.whole(taken.rows()), Figures.whole(taken.bytes()),
                    taken.isEncrypted() ? "encrypted" : "NOT encrypted", taken.file()));
            if (!taken.isEncrypted()) {
                Printer.line("Whoever can read the file can read everything in it. To encrypt the next one, set RECKONER_BACKUP_PASSPHRASE or reckoner.backup.passphrase-file.");
            }
            return 0;
        }
    }
}
