package reckoner.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import reckoner.Home;
import reckoner.backup.Backup;
import reckoner.table.Figures;

/** Room and rights in the folders of the home, and who may read the settings. */
final class HomeSigns {

    private static final long LITTLE_ROOM = 1L << 30;
    private static final long NO_ROOM = 100L << 20;

    private HomeSigns() {}

    static List<Sign> all(Home home, Path config) {
        List<Sign> signs = new ArrayList<>();
        signs.add(room(home));
        signs.add(writable(home));
        signs.addAll(backups(home.root().resolve("backups")));
        signs.addAll(secrets(config));
        return signs;
    }

    private static Sign room(Home home) {
        long free = home.root().toFile().getUsableSpace();
        return Sign.of(free >= LITTLE_ROOM, free < NO_ROOM ? Sign.State.BAD : Sign.State.WARN, "Room in the home", Figures.whole(free >> 20) + " MB free",
                "Make room on the disk of " + home.root() + ", or choose another --home.");
    }

    private static Sign writable(Home home) {
        for (Path folder : List.of(home.inbox(), home.processed(), home.quarantine(), home.out(), home.logs(), home.unfinished())) {
            try {
                Files.delete(Files.createTempFile(folder, ".doctor", ".tmp"));
            } catch (IOException e) {
                return new Sign("Rights in the home", Sign.State.BAD, "cannot write to " + folder + " (" + e.getMessage() + ")",
                        "Give " + System.getProperty("user.name") + " the right to write there.");
            }
        }
        return Sign.good("Rights in the home", "every folder can be written to");
    }

    private static List<Sign> backups(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            int all = 0;
            List<Path> open = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all++;
                if (!Backup.isEncrypted(file)) {
                    open.add(file.getFileName());
                }
            }
            return List.of(Sign.of(open.isEmpty(), Sign.State.WARN, "Backups", open.isEmpty() ? all + ", all encrypted" : open.size() + " of " + all + " not encrypted: " + open.get(0)
                    + (open.size() > 1 ? " …" : ""), "Set RECKONER_BACKUP_PASSPHRASE or reckoner.backup.passphrase-file, make a new one, and remove the old ones in " + folder + "."));
        } catch (IOException e) {
            return List.of(new Sign("Backups", Sign.State.WARN, "cannot be read: " + e.getMessage(), "Give the right to read " + folder + "."));
        }
    }

    private static List<Sign> secrets(Path config) {
        List<Sign> signs = new ArrayList<>();
        try (Stream<Path> files = Files.isDirectory(config) ? Files.list(config) : Stream.empty()) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                boolean secret = Files.readAllLines(file).stream().anyMatch(line -> line.matches("\\s*(password|passphrase|[a-z-]*secret)\\s*:\\s*[^\\s#].*"));
                PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
                if (secret && view != null) {
                    Set<PosixFilePermission> rights = view.readAttributes().permissions();
                    boolean open = rights.contains(PosixFilePermission.GROUP_READ) || rights.contains(PosixFilePermission.OTHERS_READ);
                    signs.add(Sign.of(!open, Sign.State.WARN, "Secrets in " + file.getFileName(), open ? "others may read it" : "only its owner may read it",
                            "chmod 600 " + file + ", or give the secret by the environment."));
                }
            }
        } catch (IOException e) {
            signs.add(new Sign("Settings", Sign.State.BAD, "cannot be read: " + e.getMessage(), "Give the right to read " + config + "."));
        }
        return signs;
    }
}
