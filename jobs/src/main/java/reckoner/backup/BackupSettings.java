package reckoner.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import reckoner.Failure;

/**
 * What backups are encrypted with; with neither they are not.
 *
 * @param passphrase by RECKONER_BACKUP_PASSPHRASE, never an argument and never in a file that others read
 * @param passphraseFile that holds it instead, which only its owner may read
 */
@ConfigurationProperties(value = "reckoner.backup", ignoreUnknownFields = false)
public record BackupSettings(@Nullable String passphrase, @Nullable Path passphraseFile) {

    private static final int SHORTEST = 12;
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    public BackupSettings {
        if (passphrase != null && passphraseFile != null) {
            throw new IllegalArgumentException("reckoner.backup has a passphrase and a passphrase-file; keep one of them");
        }
        if (passphrase != null && passphrase.length() < SHORTEST) {
            throw new IllegalArgumentException("reckoner.backup.passphrase is shorter than " + SHORTEST + " characters");
        }
    }

    /** The passphrase, null where backups are not encrypted. Fails as {@code SETTINGS} where its file is not there, too short, or open to others. */
    @Nullable Passphrase secret() {
        if (passphrase != null) {
            return new Passphrase(passphrase);
        }
        return passphraseFile == null ? null : new Passphrase(read(passphraseFile));
    }

    private static String read(Path file) {
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            if (view != null && view.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains)) {
                throw Failure.settings("Others may read or change %s, the file with the passphrase of backups. Nothing was changed. Type: chmod 600 %s"
                        .formatted(file, file));
            }
            String text = Files.readString(file).stripTrailing();
            if (text.length() < SHORTEST) {
                throw Failure.settings("The passphrase in %s is shorter than %d characters. Nothing was changed. Write a longer one, such as: openssl rand -base64 32"
                        .formatted(file, SHORTEST));
            }
            return text;
        } catch (IOException e) {
            throw Failure.settings("The file with the passphrase of backups cannot be read (%s). Nothing was changed. Correct reckoner.backup.passphrase-file."
                    .formatted(e));
        }
    }

    @Override
    public String toString() {
        return "BackupSettings[passphrase=" + (passphrase == null ? "none" : "***") + ", passphraseFile=" + passphraseFile + "]";
    }
}
