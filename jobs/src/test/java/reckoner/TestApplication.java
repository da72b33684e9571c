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
    private final TestDatabase.Address database;

    private TestApplication(ConfigurableApplicationContext context, Home home, TestDatabase.Address database) {
        this.context = context;
        this.home = home;
        this.database = database;
    }

    public static TestApplication start() {
        return start(TestDatabase.fresh());
    }

    /** One more application on the same database, with a home of its own. */
    public TestApplication another() {
        return start(database);
    }

    private static TestApplication start(TestDatabase.Address database) {
        System.setProperty(Reckoner.CONFIG_PROPERTY, Path.of("../config").toAbsolutePath().normalize().toString());
        try {
            Home home = new Home(Files.createTempDirectory(Files.createDirectories(Path.of("target/homes")), "home"));
            return new TestApplication(
                    Reckoner.start(home, Map.of(
                            "reckoner.database.url", database.url(),
                            "reckoner.database.username", database.username(),
                            "reckoner.database.password", database.password())),
                    home, database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
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
