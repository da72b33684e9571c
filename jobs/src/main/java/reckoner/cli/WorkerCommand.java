package reckoner.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.Reckoner;
import reckoner.cluster.ClusterSettings;
import reckoner.cluster.Worker;

@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = {"Takes part in the runs of other processes on the same database; ends with Ctrl-C or SIGTERM.",
            "It makes statements and event reports ready, reads ledgers and builds timelines; the process that runs the job does the rest.",
            "The database comes from RECKONER_DATABASE_URL, or is the embedded one of --home. Program and config/ must be those of the run."})
final class WorkerCommand implements Callable<Integer> {

    private static final int MOST_THREADS = 64;

    @Mixin
    final HomeOption home = new HomeOption();

    @Option(names = "--threads", paramLabel = "N", description = "Parts at a time, 1 to 64 (default: reckoner.cluster.threads, else one for each processor).")
    @Nullable Integer threads;

    @Override
    public Integer call() {
        if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
            throw Failure.command("--threads is %d, must be 1 to %d. Nothing was started.".formatted(threads, MOST_THREADS));
        }
        try (ConfigurableApplicationContext context = Reckoner.start(home.home(), Map.of("reckoner.schema-as-it-is", "true"))) {
            context.getBean(Worker.class).work(threads == null ? context.getBean(ClusterSettings.class).threadsHere() : threads, Printer::line);
        }
        return 0;
    }
}
