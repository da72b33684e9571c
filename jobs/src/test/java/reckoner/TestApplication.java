package reckoner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
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
        return start(Map.of());
    }

    /** With settings that win over those of the project. */
    public static TestApplication start(Map<String, String> settings) {
        return start(TestDatabase.fresh(), settings);
    }

    /** One more application on the same database, with a home of its own. */
    public TestApplication another() {
        return start(database, Map.of());
    }

    private static TestApplication start(TestDatabase.Address database, Map<String, String> settings) {
        System.setProperty(Reckoner.CONFIG_PROPERTY, Path.of("../config").toAbsolutePath().normalize().toString());
        Map<String, String> all = new HashMap<>(settings);
        all.put("reckoner.database.url", database.url());
        all.put("reckoner.database.username", database.username());
        all.put("reckoner.database.password", database.password());
        try {
            Home home = new Home(Files.createTempDirectory(Files.createDirectories(Path.of("target/homes")), "home"));
            return new TestApplication(Reckoner.start(home, all), home, database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its database is. */
    public TestDatabase.Address address() {
        return database;
    }

    /** Sessions that are not those of the application. */
    public DataSource sessionsOfOthers() {
        return database.dataSource();
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
