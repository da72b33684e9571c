package reckoner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.database.TestDatabase;

/** The whole application on a database and a home of its own. */
public final class TestApplication implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Home home;

    private TestApplication(ConfigurableApplicationContext context, Home home) {
        this.context = context;
        this.home = home;
    }

    public static TestApplication start() {
        System.setProperty(Reckoner.CONFIG_PROPERTY, Path.of("../config").toAbsolutePath().normalize().toString());
        TestDatabase.Address database = TestDatabase.fresh();
        try {
            Home home = new Home(Files.createTempDirectory(Files.createDirectories(Path.of("target/homes")), "home"));
            return new TestApplication(
                    Reckoner.start(home, Map.of(
                            "reckoner.database.url", database.url(),
                            "reckoner.database.username", database.username(),
                            "reckoner.database.password", database.password())),
                    home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public JdbcClient database() {
        return bean(JdbcClient.class);
    }

    public Home home() {
        return home;
    }

    @Override
    public void close() {
        context.close();
    }
}
