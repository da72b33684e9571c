package reckoner.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.bench.Fuzz;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        description = {"Mutated files: each must be refused with its line, or be read exactly as a second reader reads it. Needs no database.",
            "Exit code 0: every one was; 1: at least one was not, and is printed with what makes it again.",
            "Example: ./run.sh bench fuzz --count 1000000 --seed 7"})
final class BenchFuzzCommand implements Callable<Integer> {

    @Option(names = "--count", paramLabel = "N", description = "How many (default: ${DEFAULT-VALUE}).")
    long count = 100_000;

    @Option(names = "--seed", paramLabel = "S", description = "Another seed makes other mutations (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(names = "--from", paramLabel = "N", description = "Number of the first one, to make a single one again (default: ${DEFAULT-VALUE}).")
    long from;

    @Option(names = "--format", description = "text, csv or json (default: ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.text;

    @Override
    public Integer call() throws IOException {
        format.requireOneOf(OutputFormat.text, OutputFormat.csv, OutputFormat.json);
        if (count < 1 || from < 0) {
            throw Failure.command("--count " + count + " --from " + from + ": give at least 1, from 0 on. Nothing was tried.");
        }
        Fuzz.Outcome outcome = new Fuzz(seed).run(from, count);
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("seed", seed);
        about.put("from", from);
        about.put("failures", outcome.failures());
        format.print(table(outcome), about);
        outcome.failures().forEach(Printer::progress);
        return outcome.failures().isEmpty() ? 0 : 1;
    }

    private Table table(Fuzz.Outcome outcome) {
        long refused = outcome.tallies().values().stream().mapToLong(Fuzz.Tally::refused).sum();
        long accepted = outcome.tallies().values().stream().mapToLong(Fuzz.Tally::accepted).sum();
        return new Table("Mutations of seed " + seed + ", " + outcome.failures().size() + " broke a rule",
                List.of(Column.left("Kind", 32), Column.right("Tried", 10), Column.right("Refused", 10), Column.right("Read exactly", 12)),
                outcome.tallies().entrySet().stream()
                        .map(kind -> List.of(Cell.text(kind.getKey()), Cell.whole(kind.getValue().all()), Cell.whole(kind.getValue().refused()),
                                Cell.whole(kind.getValue().accepted())))
                        .toList(),
                List.of(Cell.text("all"), Cell.whole(refused + accepted), Cell.whole(refused), Cell.whole(accepted)));
    }
}
