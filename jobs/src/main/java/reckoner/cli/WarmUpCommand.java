package reckoner.cli;

import java.util.concurrent.Callable;
import org.springframework.batch.core.job.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Loads what commands load, so that the build can keep it for a fast start. */
@Command(name = "warm-up", hidden = true, description = "Opens the application and ends.")
final class WarmUpCommand implements Callable<Integer> {

    @Mixin
    final HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        try (var application = home.open()) {
            application.getBeansOfType(Job.class);
            application.getBean(reckoner.run.RunHistory.class).newest(1);
            return 0;
        }
    }
}
