package reckoner.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.bench.WorkersBench;

@Command(name = "workers", mixinStandardHelpOptions = true, description = "A month's statements by one process, by two threads and with a worker.")
final class BenchWorkersCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--accounts", paramLabel = "N", description = "Accounts, with about 80 lines each (default: ${DEFAULT-VALUE}).")
    int accounts = 1_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds to take the median of (default: ${DEFAULT-VALUE}).")
    int rounds = 3;

    @Override
    public Integer call() throws Exception {
        if (accounts < 20 || accounts > 100_000 || rounds < 1) {
            throw Failure.command("--accounts " + accounts + " --rounds " + rounds + ": give 20 to 100000 accounts and 1 round or more.");
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(home.home().root()), "workers");
        try {
            Printer.line(new WorkersBench(folder, System.err::println).run(accounts, rounds));
            return 0;
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
