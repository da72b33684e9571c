package reckoner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.Home;
import reckoner.bench.PagesBench;
import reckoner.console.Console;

@Command(name = "pages", mixinStandardHelpOptions = true, description = "Every page of the console over a ledger of many entries, in real requests.")
final class BenchPagesCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--entries", paramLabel = "N", description = "Entries of the ledger (default: ${DEFAULT-VALUE}).")
    long entries = 1_000_000;

    @Option(names = "--rounds", paramLabel = "N", description = "Requests of a page (default: ${DEFAULT-VALUE}).")
    int rounds = 20;

    @Override
    public Integer call() throws IOException {
        if (entries < 20_000 || entries > 100_000_000 || rounds < 1) {
            throw Failure.command("--entries " + entries + " --rounds " + rounds + ": give 20000 to 100000000 entries and 1 round or more.");
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(home.home().root()), "scratch");
        try (Console.Open console = Console.open(new Home(folder), Map.of("reckoner.database.url", "", "reckoner.console.port", "0", "reckoner.schedule.enabled", "false"))) {
            Printer.line(new PagesBench(console).run(entries, rounds));
            return 0;
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
