package reckoner.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.bench.ReconcileBench;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {"Measures our own work against the obvious way to do it, on a scratch database that it makes and removes.",
            "Example: ./run.sh bench load --rows 1000000 --runs 3"},
        subcommands = {BenchLoadCommand.class, BenchFuzzCommand.class, BenchFaultsCommand.class, BenchStatementsCommand.class,
            BenchPagesCommand.class, BenchCommand.Reconcile.class, BenchCommand.SelfTest.class})
final class BenchCommand {

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
