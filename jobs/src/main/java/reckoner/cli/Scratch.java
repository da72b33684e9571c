package reckoner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import reckoner.Home;
import reckoner.Reckoner;

/** The application on an embedded database of its own that is gone afterwards, whatever database the settings name. */
final class Scratch {

    private Scratch() {}

    static <T> T with(Home near, Function<ConfigurableApplicationContext, T> work) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(near.root()), "scratch");
        try (var application = Reckoner.start(new Home(folder), Map.of("reckoner.database.url", ""))) {
            return work.apply(application);
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }
}
