package reckoner.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import reckoner.OwnProcess;
import reckoner.database.EmbeddedServer;
import reckoner.doctor.Components;
import tools.jackson.databind.json.JsonMapper;

/** Runs every suite in a process of its own and writes what it printed into one report, with the machine and how busy it was. */
public final class FullBench {

    private static final int STARTS = 5;
    /** Libraries that the figures are of, ours or the peers'. */
    private static final Set<String> MEASURED = Set.of("spring-boot", "spring-batch-core", "jasperreports", "openpdf", "poi-ooxml", "fastexcel", "fastcsv", "HikariCP");

    private final Path home;
    private final Consumer<String> progress;

    /** One suite: the command without the program, and what it measures. */
    record Suite(String title, List<String> command) {}

    /**
     * What a suite printed, with the load of the machine before it: processes that wanted to run in the last minute.
     *
     * @param tables those of the output, for programs
     */
    record Result(Suite suite, int exitCode, double seconds, double loadBefore, List<String> output, List<PrintedTable> tables) {

        Result(Suite suite, int exitCode, double seconds, double loadBefore, List<String> output) {
            this(suite, exitCode, seconds, loadBefore, output, PrintedTable.in(output));
        }
    }

    /**
     * @param home where the suites make and remove what they need
     * @param progress is told a line for every suite
     */
    public FullBench(Path home, Consumer<String> progress) {
        this.home = home;
        this.progress = progress;
    }

    /** Run all of them for {@code entries} entries and write bench-ENTRIES.md and .json into {@code folder}. Returns the Markdown's path. */
    public Path run(long entries, int rounds, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Instant started = Instant.now();
        List<Result> results = new ArrayList<>();
        results.add(starts());
        for (Suite suite : suites(entries, rounds)) {
            progress.accept(suite.title() + ": bench " + String.join(" ", suite.command().subList(1, suite.command().size())));
            results.add(run(suite));
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("startedAt", started.toString());
        report.put("entries", entries);
        report.put("rounds", rounds);
        report.put("machine", machine());
        report.put("suites", results);
        Files.write(folder.resolve("bench-" + entries + ".json"), JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(report));
        Path markdown = folder.resolve("bench-" + entries + ".md");
        Files.writeString(markdown, markdown(started, entries, results));
        return markdown;
    }

    static List<Suite> suites(long entries, int rounds) {
        String many = Long.toString(entries);
        String times = Integer.toString(rounds);
        return List.of(
                new Suite("Loading", List.of("bench", "load", "--rows", many, "--daily-on", many, "--runs", times)),
                new Suite("Reconciling", List.of("bench", "reconcile", "--entries", many, "--rounds", times)),
                new Suite("Statements and workbooks", List.of("bench", "statements", "--rounds", times)),
                new Suite("Statements by workers", List.of("bench", "workers", "--rounds", times)),
                new Suite("Pages of the console", List.of("bench", "pages", "--entries", many)),
                new Suite("Corruption found", List.of("bench", "selftest", "--count", "20", "--clean", "100")),
                new Suite("Mutated files", List.of("bench", "fuzz", "--count", "100000")),
                new Suite("Faults survived", List.of("bench", "faults", "--count", "20")));
    }

    /** Help needs no home; the others start Java and the database, which was stopped before. The first start of each is not counted. */
    private Result starts() throws IOException, InterruptedException {
        progress.accept("Starting");
        double before = load();
        long started = System.nanoTime();
        List<String> lines = new ArrayList<>(List.of("| Command | Median, ms | Min | Max | Starts |", "|---|---:|---:|---:|---:|"));
        String place = home.resolve("starts").toString();
        for (List<String> command : List.of(List.of("--help"), List.of("prices", "--home", place), List.of("balance", "--home", place),
                List.of("timeline", "--home", place), List.of("runs", "--home", place))) {
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i <= STARTS; i++) {
                long begun = System.nanoTime();
                // As run.sh starts what is short.
                int code = OwnProcess.of(List.of("-XX:TieredStopAtLevel=1"), command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start().waitFor();
                if (code != 0) {
                    throw new IOException(command + " ended with " + code);
                }
                if (i > 0) {
                    millis.add((System.nanoTime() - begun) / 1_000_000);
                }
            }
            millis.sort(null);
            lines.add("| `%s` | %d | %d | %d | %d |".formatted(command.get(0), millis.get(STARTS / 2), millis.get(0), millis.get(STARTS - 1), STARTS));
        }
        return new Result(new Suite("Starting", List.of("--help", "prices", "balance", "timeline", "runs")), 0, seconds(started), before, lines);
    }

    private Result run(Suite suite) throws IOException, InterruptedException {
        double before = load();
        long started = System.nanoTime();
        List<String> command = new ArrayList<>(suite.command());
        if (!command.contains("fuzz") && !command.contains("statements")) {
            command.addAll(List.of("--home", home.toString()));
        }
        Process process = OwnProcess.of(List.of(), command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        return new Result(suite, process.waitFor(), seconds(started), before, output);
    }

    private static Map<String, Object> machine() {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("memoryMiB", ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize() >> 20 : 0);
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
        machine.put("java", Runtime.version().toString());
        machine.put("heapMiB", Runtime.getRuntime().maxMemory() >> 20);
        machine.put("postgresql", System.getenv("RECKONER_DATABASE_URL") == null ? "embedded " + EmbeddedServer.VERSION : "of RECKONER_DATABASE_URL");
        Components.all().stream().filter(library -> MEASURED.contains(library.name())).forEach(library -> machine.put(library.name(), library.version()));
        return machine;
    }

    private static String markdown(Instant started, long entries, List<Result> results) {
        StringBuilder text = new StringBuilder("# Bench of %s entries, %s%n%n".formatted(entries, started));
        machine().forEach((what, value) -> text.append("- ").append(what).append(": ").append(value).append('\n'));
        for (Result result : results) {
            text.append("%n## %s%n%n`%s`, %.0f s, exit code %d, load of the machine before: %.1f%n%n".formatted(result.suite().title(),
                    String.join(" ", result.suite().command()), result.seconds(), result.exitCode(), result.loadBefore()));
            // Some print Markdown, some a table for the terminal, which needs a fixed width.
            boolean marked = result.output().stream().anyMatch(line -> line.startsWith("|"));
            text.append(marked ? "" : "```\n");
            result.output().forEach(line -> text.append(line).append('\n'));
            text.append(marked ? "" : "```\n");
        }
        return text.toString();
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1_000_000 / 1000.0;
    }
}
