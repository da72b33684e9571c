package reckoner.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import reckoner.Failpoint;
import reckoner.Home;
import reckoner.OwnProcess;
import reckoner.demo.DemoSettings;
import reckoner.demo.DemoWorld;

/** A home with a month to close and a database of its own; commands run in processes of their own, as a person would start them. */
final class Site implements AutoCloseable {

    static final String MONTH = "2026-10";
    private static final String NOW = "2026-11-05T08:00:00Z";
    private static final DemoSettings WORLD = new DemoSettings(7, 4, 1, LocalDate.of(2026, 11, 1), true);

    private final Home home;
    private final Postbox postbox = new Postbox();
    private Databases.Address database;
    private boolean jumped;

    /** How a process ended. */
    record Ended(int code, String errors) {

        boolean isDone() {
            return code == 0 || code == 1;
        }

        boolean showsStackTrace() {
            return errors.lines().anyMatch(line -> line.startsWith("\tat ") || line.startsWith("Exception in thread"));
        }
    }

    /** A process that was started and may still run. */
    record Running(Process process, Path errors) {

        Ended ended() throws IOException, InterruptedException {
            int code = process.waitFor();
            return new Ended(code, Files.readString(errors));
        }
    }

    /** Write what every site has in its inbox into {@code folder}. */
    static void writeFeeds(Path folder) throws IOException {
        DemoWorld.make(WORLD).writeTo(Files.createDirectories(folder));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> !file.toString().endsWith(".manifest.json")).toList()) {
                Files.createFile(file.resolveSibling(file.getFileName() + ".done"));
            }
        }
    }

    Site(Path folder, Path feeds, Databases.Address database) throws IOException {
        this.home = new Home(folder).prepared();
        this.database = database;
        try (Stream<Path> files = Files.list(feeds)) {
            for (Path file : files.toList()) {
                Files.copy(file, home.inbox().resolve(file.getFileName()));
            }
        }
    }

    @Override
    public void close() throws IOException {
        postbox.close();
    }

    Postbox postbox() {
        return postbox;
    }

    Home home() {
        return home;
    }

    Path delivered() {
        return home.root().resolve("delivered");
    }

    Databases.Address database() {
        return database;
    }

    void moved(Databases.Address now) {
        database = now;
    }

    Running startClose(long failpoint) throws IOException {
        return start(failpoint, "close", "--month", MONTH);
    }

    Ended close(long failpoint) throws IOException, InterruptedException {
        return startClose(failpoint).ended();
    }

    /** Close the month with a clock that jumps at the given failpoint. */
    Ended closeWithJump(long failpoint, Duration by) throws IOException, InterruptedException {
        jumped = true;
        return start(Map.of(Failpoint.VARIABLE, "0", Failpoint.JUMP_VARIABLE, failpoint + " " + by), "close", "--month", MONTH).ended();
    }

    /** Whether documents may bear another date than those of an undisturbed month end. */
    boolean hasJumped() {
        return jumped;
    }

    /** Start a command in a process of its own; it dies at the given failpoint, at none where that is 0. */
    Running start(long failpoint, String... arguments) throws IOException {
        return start(Map.of(Failpoint.VARIABLE, Long.toString(failpoint)), arguments);
    }

    private Running start(Map<String, String> disturbance, String... arguments) throws IOException {
        Clearance.check();
        List<String> command = new ArrayList<>(List.of(arguments));
        command.addAll(List.of("--home", home.root().toString()));
        Path errors = Files.createTempFile(home.logs(), "errors", ".txt");
        // Most of these processes live for some seconds: the optimising compiler would take as long again.
        ProcessBuilder builder = OwnProcess.of(List.of("-XX:TieredStopAtLevel=1", "-D" + Failpoint.CLOCK_PROPERTY + "=" + NOW,
                                // Few accounts are enough to have parts that die.
                                "-Dreckoner.cluster.part-from=1", "-Dreckoner.cluster.part-size=2", "-Dreckoner.cluster.part-entries=100",
                                "-Dreckoner.delivery.targets=folder,mail", "-Dreckoner.delivery.folder=" + delivered(),
                                "-Dreckoner.delivery.mail.host=127.0.0.1", "-Dreckoner.delivery.mail.port=" + postbox.port(),
                                "-Dreckoner.delivery.mail.starttls=false", "-Dreckoner.delivery.mail.from=office@example.com"), command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile());
        builder.environment().putAll(disturbance);
        builder.environment().put("RECKONER_DATABASE_URL", database.url());
        builder.environment().put("RECKONER_DATABASE_USERNAME", database.username());
        builder.environment().put("RECKONER_DATABASE_PASSWORD", database.password());
        return new Running(builder.start(), errors);
    }

    /** How many failpoints an undisturbed month end passes; closes the month. */
    long countFailpoints() throws IOException, InterruptedException {
        Ended ended = close(Long.MAX_VALUE);
        if (!ended.isDone()) {
            throw new IOException("an undisturbed month end failed: " + ended.errors());
        }
        return ended.errors().lines().filter(line -> line.startsWith(Failpoint.COUNTED)).findFirst()
                .map(line -> Long.parseLong(line.substring(Failpoint.COUNTED.length())))
                .orElseThrow(() -> new IOException("no failpoint was counted: " + ended.errors()));
    }
}
