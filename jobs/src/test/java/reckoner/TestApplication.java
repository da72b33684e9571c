package reckoner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
        return start(Map.of());
    }

    /** With settings that win over those of the project. */
    public static TestApplication start(Map<String, String> settings) {
        System.setProperty(Reckoner.CONFIG_PROPERTY, Path.of("../config").toAbsolutePath().normalize().toString());
        TestDatabase.Address database = TestDatabase.fresh();
        Map<String, String> all = new HashMap<>(settings);
        all.put("reckoner.database.url", database.url());
        all.put("reckoner.database.username", database.username());
        all.put("reckoner.database.password", database.password());
        try {
            Home home = new Home(Files.createTempDirectory(Files.createDirectories(Path.of("target/homes")), "home"));
            return new TestApplication(Reckoner.start(home, all), home);
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
