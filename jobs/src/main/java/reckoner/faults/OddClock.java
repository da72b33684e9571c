package reckoner.faults;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clock of a process, which can be made to jump while it runs; takes the library of the program faketime. */
final class OddClock {

    /** An hour, a day and a year, forwards and backwards, in seconds. */
    static final List<Long> JUMPS = List.of(3_600L, -3_600L, 86_400L, -86_400L, 31_536_000L, -31_536_000L);

    private static final @Nullable Path LIBRARY = library();

    private final Path shift;

    private OddClock(Path shift) {
        this.shift = shift;
    }

    static boolean isPossible() {
        return LIBRARY != null;
    }

    /** A clock that is right until it {@link #jumps}; what it is told is kept in {@code folder}. */
    static OddClock in(Path folder) throws IOException {
        OddClock clock = new OddClock(Files.createTempFile(folder, "clock", ".txt"));
        clock.jumps(0);
        return clock;
    }

    /** What a process needs in its environment to have this clock. What it measures durations with does not jump, as on a real machine. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", String.valueOf(LIBRARY), "FAKETIME_TIMESTAMP_FILE", shift.toString(), "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }

    /** Be so many seconds ahead of the true time from the next second on. */
    void jumps(long seconds) throws IOException {
        Path next = Files.writeString(shift.resolveSibling(shift.getFileName() + ".next"), (seconds < 0 ? "" : "+") + seconds + "\n");
        Files.move(next, shift, StandardCopyOption.ATOMIC_MOVE);
    }

    private static @Nullable Path library() {
        try (DirectoryStream<Path> machines = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            for (Path machine : machines) {
                Path library = machine.resolve("faketime/libfaketimeMT.so.1");
                if (Files.exists(library)) {
                    return library;
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }
}
