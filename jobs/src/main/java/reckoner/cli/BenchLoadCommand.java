package reckoner.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.bench.LoadBench;
import reckoner.bench.LoadFigures;

@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {"Loading a ledger file: plain COPY of the same file, stock Spring Batch, and ours; again, and a day's file on a large ledger.",
            "Each case starts from an empty ledger, in turns. Goals that are not met are printed as such.",
            "Example: ./run.sh bench load --rows 1000000 --daily-on 10000000 --runs 3"})
final class BenchLoadCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the file (default: ${DEFAULT-VALUE}).")
    long rows = 1_000_000;

    @Option(names = "--daily-on", paramLabel = "N", description = "Load a day's 100,000 rows on a ledger of this many; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    long dailyOn;

    @Option(names = "--runs", paramLabel = "N", description = "Rounds to take the median of (default: ${DEFAULT-VALUE}).")
    int runs = 3;

    @Option(names = "--without-stock", description = "Leave stock Spring Batch out, which takes the most time.")
    boolean withoutStock;

    @Option(names = "--without-peers", description = "Measure ours only, as for very many rows.")
    boolean withoutPeers;

    @Option(names = "--format", description = "text, csv or json (default: ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.text;

    @Override
    public Integer call() throws IOException {
        format.requireOneOf(OutputFormat.text, OutputFormat.csv, OutputFormat.json);
        LoadBench.Plan plan = new LoadBench.Plan(rows, dailyOn, runs,
                withoutPeers ? LoadBench.Peers.NONE : withoutStock ? LoadBench.Peers.COPIES : LoadBench.Peers.ALL);
        LoadFigures figures = Scratch.with(home.home(), application -> {
            try {
                return new LoadBench(application, Printer::progress).run(plan);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        format.print(figures.table(), figures.about());
        return 0;
    }
}
