package reckoner.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import reckoner.bench.StatementsBench;
import reckoner.table.Table;

@Command(
        name = "statements",
        mixinStandardHelpOptions = true,
        description = {"Statements as PDF and XLSX, by one and two threads, and a long log as XLSX, beside the same made as each library's guide shows.",
            "Needs no database. Goals that are not met are printed as such.",
            "Example: ./run.sh bench statements --documents 400 --rows 1000000 --lines 100000"})
final class BenchStatementsCommand implements Callable<Integer> {

    @Option(names = "--documents", paramLabel = "N", description = "Statements of 50 lines a round (default: ${DEFAULT-VALUE}).")
    int documents = 400;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds to take the median of (default: ${DEFAULT-VALUE}).")
    int rounds = 3;

    @Option(names = "--rows", paramLabel = "N", description = "Rows of the log; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    int rows = 1_000_000;

    @Option(names = "--lines", paramLabel = "N", description = "Lines of one long statement; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    int lines = 100_000;

    @Option(names = "--format", description = "text, csv or json (default: ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.text;

    @Override
    public Integer call() throws IOException {
        format.requireOneOf(OutputFormat.text, OutputFormat.csv, OutputFormat.json);
        StatementsBench bench = new StatementsBench(new StatementsBench.Plan(documents, rounds, rows, lines), Printer::progress);
        Table table = bench.run();
        format.print(table, bench.about());
        return 0;
    }
}
