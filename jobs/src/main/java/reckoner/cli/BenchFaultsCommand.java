package reckoner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.faults.Campaign;
import reckoner.faults.Clearance;
import reckoner.faults.OwnDatabases;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {"Disturbs month ends on a server of its own: processes die at commits and renames, are killed, suspended, started twice;",
            "connections are cut, the server is killed, a disk is full, the mail server hangs up, the clock jumps. Each month end is finished by the same command and must leave the",
            "rows and bytes that an undisturbed one leaves. Exit code 0: every one did; 1: what is left of those that did not is kept.",
            "Example: ./run.sh bench faults --count 500 --seed 1"})
final class BenchFaultsCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--count", paramLabel = "N", description = "How many faults (default: ${DEFAULT-VALUE}).")
    int count = 50;

    @Option(names = "--seed", paramLabel = "S", description = "Another seed strikes other ones (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(names = "--every", description = "Die at each failpoint in turn instead, the first to the last.")
    boolean every;

    @Option(names = "--only", paramLabel = "FAULT", split = ",", description = "These in one month end instead, one after the other: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Campaign.Names.class)
    List<String> only = List.of();

    @Option(names = "--format", description = "text, csv or json (default: ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.text;

    @Override
    public Integer call() throws IOException, InterruptedException {
        format.requireOneOf(OutputFormat.text, OutputFormat.csv, OutputFormat.json);
        if (count < 1) {
            throw Failure.command("--count " + count + ": give at least 1. Nothing was tried.");
        }
        if (!new Campaign.Names().all().containsAll(only)) {
            throw Failure.command("--only " + String.join(",", only) + ": choose of " + String.join(", ", new Campaign.Names().all()) + ". Nothing was tried.");
        }
        // No application is started here that would keep the words of libraries off standard output.
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        Path folder = Files.createTempDirectory(Files.createDirectories(home.home().root()), "faults");
        long started = System.nanoTime();
        Campaign.Tally tally;
        try (Clearance watch = new Clearance(folder);
                OwnDatabases databases = new OwnDatabases(folder.resolve("database"))) {
            Campaign campaign = new Campaign(folder, databases, Printer::progress);
            tally = every ? campaign.everyDeath() : only.isEmpty() ? campaign.run(count, seed) : campaign.run(only, seed);
        }
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("seed", seed);
        about.put("failpoints", tally.failpoints());
        about.put("monthEnds", tally.monthEnds());
        long seconds = (System.nanoTime() - started) / 1_000_000_000;
        about.put("seconds", seconds);
        about.put("problems", tally.problems());
        format.print(table(tally, seconds), about);
        tally.problems().forEach(Printer::progress);
        if (tally.problems().isEmpty()) {
            FileSystemUtils.deleteRecursively(folder);
            return 0;
        }
        Printer.progress("What is left of them is in " + folder);
        return 1;
    }

    private Table table(Campaign.Tally tally, long seconds) {
        return new Table("Faults of seed %d in %d month ends of %d failpoints, %d s, %d problems".formatted(
                        seed, tally.monthEnds(), tally.failpoints(), seconds, tally.problems().size()),
                List.of(Column.left("Fault", 28), Column.right("Struck", 8)),
                tally.byWords().entrySet().stream().map(kind -> List.of(Cell.text(kind.getKey()), Cell.whole(kind.getValue()))).toList(),
                List.of(Cell.text("all"), Cell.whole(tally.byWords().values().stream().mapToInt(Integer::intValue).sum())));
    }
}
