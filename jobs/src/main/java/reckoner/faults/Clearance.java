package reckoner.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.util.FileSystemUtils;

/**
 * Leaves nothing behind where a campaign is ended from outside: the processes that it started, its server, its disks and its
 * folder. Nothing else is touched.
 */
public final class Clearance implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 60;

    private static volatile boolean isUnderWay;

    private final Path folder;
    private boolean isOver;

    /** Watch over a campaign that keeps everything in {@code folder}, its server in {@code folder/database}. */
    public Clearance(Path folder) {
        this.folder = folder;
        Runtime.getRuntime().addShutdownHook(new Thread(this::clear, "clearance"));
    }

    /** Fail where the campaign is being ended: nothing more is started. */
    static void check() {
        if (isUnderWay) {
            throw new IllegalStateException("the campaign is being ended");
        }
    }

    /** The campaign came to an end by itself; what it leaves is meant to stay. */
    @Override
    public synchronized void close() {
        isOver = true;
    }

    private synchronized void clear() {
        if (isOver) {
            return;
        }
        isUnderWay = true;
        endProcesses();
        try {
            endServer();
            SmallDisk.removeAll();
            // Whoever was about to start something has done so by now.
            endProcesses();
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException | ExecutionException | TimeoutException e) {
            System.err.println("Some of what the campaign started is left in " + folder + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void endProcesses() {
        List<ProcessHandle> all = ProcessHandle.current().descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    private void endServer() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Path file = folder.resolve("database/data/postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip())).orElse(null);
        if (postmaster != null) {
            // At once and without a word: nobody wants its data any more.
            new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster.pid())).start().waitFor();
            postmaster.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }
}
