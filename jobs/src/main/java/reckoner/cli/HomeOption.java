package reckoner.cli;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Option;
import reckoner.Home;
import reckoner.Reckoner;

/** The option that every verb has: where a run keeps things. */
final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Directory for inbox, database and documents (default: RECKONER_HOME, else workspace).")
    @Nullable Path home;

    Home home() {
        if (home != null) {
            return new Home(home);
        }
        String fromEnvironment = System.getenv("RECKONER_HOME");
        return new Home(Path.of(fromEnvironment == null || fromEnvironment.isBlank() ? "workspace" : fromEnvironment));
    }

    /** Start the application for this home; to be closed by the command. */
    ConfigurableApplicationContext open() {
        return Reckoner.start(home());
    }

    /** Open what looks things up, and nothing that it does not need: in a third of the time; to be closed by the command. */
    ConfigurableApplicationContext lookUpWith(Class<?>... classes) {
        return Reckoner.startOnly(home(), Stream.concat(Stream.of(Lookup.class), Stream.of(classes)).toArray(Class<?>[]::new));
    }
}
