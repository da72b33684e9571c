package reckoner.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The folder for Java's temporary files that {@code run.sh} makes for each process. A process that ends removes its fonts, one
 * that is killed does not; so each holds a lock in its folder, and whoever starts removes the folders without.
 */
final class TemporaryFolder {

    private static final String LOCK = "in-use.lock";

    /** A lock ends with its channel, and that with whoever knows it. */
    private static @Nullable FileChannel held;

    private TemporaryFolder() {}

    /** Lock {@code own} until this process ends, and remove its neighbours whose processes are gone. What cannot be removed stays. */
    static synchronized void claim(Path own) {
        try {
            // The warm-up runs several commands in one process, and a process has one such folder.
            if (held == null) {
                Files.createDirectories(own);
                held = FileChannel.open(own.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                held.tryLock();
            }
            for (Path neighbour : neighbours(own)) {
                if (isAbandoned(neighbour)) {
                    FileSystemUtils.deleteRecursively(neighbour);
                }
            }
        } catch (IOException e) {
            // Temporary files are nobody's reason to stop.
        }
    }

    private static List<Path> neighbours(Path own) throws IOException {
        try (Stream<Path> all = Files.list(own.toAbsolutePath().getParent())) {
            return all.filter(Files::isDirectory).filter(folder -> !folder.getFileName().equals(own.getFileName())).toList();
        }
    }

    /** One that was just made, and is not locked yet, has no lock file. */
    private static boolean isAbandoned(Path folder) {
        if (!Files.exists(folder.resolve(LOCK))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }
}
