package reckoner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.Home;
import reckoner.bench.FullBench;
import reckoner.bench.ReconcileBench;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {"Measures our own work against the obvious way to do it, on a scratch database that it makes and removes.",
            "Without a suite: all of them, one after the other, into one report as Markdown and JSON.",
            "Examples: ./run.sh bench --entries 1000000; ./run.sh bench load --rows 1000000 --runs 3"},
        subcommands = {BenchLoadCommand.class, BenchFuzzCommand.class, BenchFaultsCommand.class, BenchStatementsCommand.class,
            BenchPagesCommand.class, BenchWorkersCommand.class, BenchCommand.Reconcile.class, BenchCommand.SelfTest.class})
final class BenchCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = {"--entries", "--size"}, paramLabel = "N", description = "Entries of the ledgers (default: ${DEFAULT-VALUE}).")
    long size = 1_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds to take the median of (default: ${DEFAULT-VALUE}).")
    int rounds = 3;

    @Option(names = "--output", paramLabel = "DIR", description = "Where the report goes (default: out/bench in the home).")
    @Nullable Path output;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (size < 20_000 || size > 100_000_000 || rounds < 1) {
            throw Failure.command("--entries " + size + " --rounds " + rounds + ": give 20000 to 100000000 entries and 1 round or more. Nothing was measured.");
        }
        Home place = home.home().prepared();
        Path report = new FullBench(place.root(), Printer::progress).run(size, rounds, output == null ? place.out().resolve("bench") : output);
        Printer.line(Files.readString(report));
        Printer.line("The report is in " + report);
        return 0;
    }

    @Command(name = "selftest", mixinStandardHelpOptions = true, description = "Any number of corruptions, planted and found, and of sound accounts.")
    static final class SelfTest implements Callable<Integer> {

        @Mixin
        final HomeOption home = new HomeOption();

        @Mixin
        final SelfTestOptions.Numbers numbers = new SelfTestOptions.Numbers();

        @Override
        public Integer call() throws IOException {
            return numbers.run(home.home());
        }
    }

    @Command(name = "reconcile", mixinStandardHelpOptions = true, description = "Proving a ledger: all of it, what is new, and two plain queries.")
    static final class Reconcile implements Callable<Integer> {

        @Mixin
        final HomeOption home = new HomeOption();

        @Option(names = "--entries", paramLabel = "N", description = "Entries of the ledger (default: ${DEFAULT-VALUE}).")
        long entries = 1_000_000;

        @Option(names = "--rounds", paramLabel = "N", description = "Rounds to take the median of (default: ${DEFAULT-VALUE}).")
        int rounds = 3;

        @Override
        public Integer call() throws IOException {
            if (entries < 1_000 || entries > 100_000_000 || rounds < 1) {
                throw Failure.command("--entries " + entries + " --rounds " + rounds + ": give 1000 to 100000000 entries and 1 round or more.");
            }
            Printer.line(Scratch.with(home.home(), application -> new ReconcileBench(application).run(entries, rounds)));
            return 0;
        }
    }
}
