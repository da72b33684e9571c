package reckoner.cli;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.batch.core.job.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import reckoner.console.Console;

/** Loads what commands load, so that the build can keep it for a fast start. */
@Command(name = "warm-up", hidden = true, description = "Looks things up, opens the application, then the console, and ends.")
final class WarmUpCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Override
    public Integer call() throws IOException {
        for (String lookup : List.of("prices", "balance", "discrepancies")) {
            Main.run(lookup, "--home", home.home().root().toString());
        }
        try (var application = home.open()) {
            application.getBeansOfType(Job.class);
            application.getBean(reckoner.run.RunHistory.class).newest(1);
        }
        try (Console.Open console = Console.open(home.home(), Map.of("reckoner.console.port", "0"))) {
            URI.create(console.address() + "/login").toURL().openStream().readAllBytes();
        }
        return 0;
    }
}
