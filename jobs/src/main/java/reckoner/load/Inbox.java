package reckoner.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import reckoner.Failure;
import reckoner.Home;

/**
 * Which files are there to be taken. In the inbox that is what has a {@code .done} beside it, what was renamed into it, and
 * what was not changed for the settle time; what is younger is waited for once, and left alone if it changes meanwhile.
 */
final class Inbox {

    static final String DONE = ".done";
    private static final String NAMELESS = "has a name that is no text in the encoding of this system";

    /** A file that stays where it is, and why. */
    record Left(Path file, String reason) {}

    /** What is taken, and what is not. */
    record Found(List<Path> files, List<Left> left) {}

    private record State(long bytes, FileTime modified) {}

    private final Home home;
    private final LoadSettings settings;

    Inbox(Home home, LoadSettings settings) {
        this.home = home;
        this.settings = settings;
    }

    Home home() {
        return home;
    }

    /**
     * Files to take, each once.
     *
     * @param paths files, which are complete because somebody names them, and folders; none: the inbox
     */
    Found find(List<Path> paths) {
        Found found = new Found(new ArrayList<>(), new ArrayList<>());
        for (Path path : paths.isEmpty() ? List.of(home.inbox()) : paths) {
            Path absolute = path.toAbsolutePath().normalize();
            if (!hasName(absolute)) {
                throw Failure.input(Rejection.shown(absolute.toString()) + " " + NAMELESS + ". Nothing was loaded. Rename it.");
            } else if (Files.isDirectory(absolute)) {
                inFolder(absolute, found);
            } else if (Files.isRegularFile(absolute, LinkOption.NOFOLLOW_LINKS)) {
                found.files().add(absolute);
            } else if (Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
                throw Failure.input(path + " is no regular file (a link or a device). Nothing was loaded. Hand in the file itself.");
            } else {
                throw Failure.input("There is no file " + path + ". Nothing was loaded. Check the path.");
            }
        }
        List<Path> files = found.files().stream().distinct().toList();
        for (Path file : files) {
            refuseTooLarge(file);
        }
        return new Found(files, found.left());
    }

    /** A name of bytes that are no text cannot be written down, and so not be found again. */
    private static boolean hasName(Path file) {
        try {
            return Path.of(file.toString()).equals(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void refuseTooLarge(Path file) {
        try {
            if (Files.size(file) > settings.largestFile().toBytes()) {
                throw Failure.input("%s has %,d bytes, the largest file that is taken has %,d (reckoner.load.largest-file). Nothing was loaded. Split it."
                        .formatted(file, Files.size(file), settings.largestFile().toBytes()));
            }
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + file + ": " + e + ". Nothing was loaded.", e);
        }
    }

    /** Regular files; what is hidden, unfinished or a note about another file is passed over in silence. */
    private void inFolder(Path folder, Found found) {
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder)) {
            entries = all.filter(entry -> !isNote(String.valueOf(entry.getFileName()))).sorted().toList();
        } catch (IOException e) {
            throw Failure.environment("Cannot read the folder " + folder + ": " + e + ". Nothing was loaded.", e);
        }
        List<Path> young = new ArrayList<>();
        for (Path entry : entries) {
            if (!Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (!Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    found.left().add(new Left(entry, "is no regular file (a link or a device)"));
                }
            } else if (!hasName(entry)) {
                found.left().add(new Left(entry, NAMELESS));
            } else if (!Files.isReadable(entry)) {
                found.left().add(new Left(entry, "may not be read"));
            } else if (folder.equals(home.inbox()) && !isComplete(entry)) {
                young.add(entry);
            } else {
                found.files().add(entry);
            }
        }
        settle(young, found);
    }

    /** Ages are those of the file system, so they are told by the machine's clock and not by the clock of the business. */
    private Duration untilSettled(Path file) {
        Duration left = settings.settle().minus(Duration.between(state(file).modified().toInstant(), Instant.now()));
        return left.isNegative() ? Duration.ZERO : left.compareTo(settings.settle()) > 0 ? settings.settle() : left;
    }

    private boolean isComplete(Path file) {
        try {
            return Files.exists(file.resolveSibling(file.getFileName() + DONE))
                    || untilSettled(file).isZero()
                    || wasRenamed(file);
        } catch (IOException e) {
            return false;
        }
    }

    /** A write sets both times of a file; moving it under its name afterwards sets the time of its entry alone. */
    private static boolean wasRenamed(Path file) throws IOException {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return false;
        }
        FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
        return changed.compareTo(Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)) > 0;
    }

    private void settle(List<Path> young, Found found) {
        List<State> before = young.stream().map(Inbox::state).toList();
        young.stream().map(this::untilSettled).max(Duration::compareTo).ifPresent(Inbox::sleep);
        for (int i = 0; i < young.size(); i++) {
            if (before.get(i).equals(state(young.get(i)))) {
                found.files().add(young.get(i));
            } else {
                found.left().add(new Left(young.get(i), "is still being written"));
            }
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.environment("Stopped while waiting for files to be complete. Nothing was loaded.", e);
        }
    }

    private static State state(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new State(attributes.size(), attributes.lastModifiedTime());
        } catch (IOException e) {
            return new State(-1, FileTime.from(Instant.now()));
        }
    }

    private static boolean isNote(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith(".") || lower.endsWith("~") || lower.endsWith(".tmp") || lower.endsWith(".part") || lower.endsWith(DONE)
                || lower.endsWith(Manifest.ENDING) || lower.endsWith(".reasons.csv") || lower.endsWith(".places.gz");
    }
}
