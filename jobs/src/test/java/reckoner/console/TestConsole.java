package reckoner.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Home;
import reckoner.Reckoner;
import reckoner.database.TestDatabase;
import reckoner.database.TestLedger;
import reckoner.users.Role;
import reckoner.users.Tokens;
import reckoner.users.Users;

/**
 * A console that listens on a free port. Tests with the usual settings share one, whose tables are emptied for each that asks: to start
 * one takes longer than most tests.
 */
final class TestConsole implements AutoCloseable {

    static final String PASSWORD = "correct horse battery";

    private static TestConsole shared;

    private final Console.Open console;
    private final JdbcClient owner;
    private final Home home;

    private TestConsole(Console.Open console, JdbcClient owner, Home home) {
        this.console = console;
        this.owner = owner;
        this.home = home;
    }

    /** Nobody can sign in, nothing is loaded. */
    static synchronized TestConsole empty() {
        if (shared == null) {
            shared = open(TestDatabase.fresh(), Map.of());
        }
        new TestLedger(shared.database()).empty();
        return shared;
    }

    /** One of its own with other settings, to be closed. */
    static TestConsole empty(Map<String, String> settings) {
        return open(TestDatabase.fresh(), settings);
    }

    /** The same with users ada (admin), finn (finance) and opal (operator of A1); accounts A1 with event E1, and A2 with event E2. */
    static TestConsole start() {
        TestConsole console = empty();
        new TestLedger(console.database()).feeds("accounts", "ledger")
                .account("A1", "Europe/Berlin", "100.00").account("A2", "UTC", "50.00")
                .event("E1", "A1", "2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z").event("E2", "A2", "2026-03-01T10:00:00Z", "2026-03-01T12:00:00Z")
                .price("AI Modify (Kling)", "", "0.50", "2025-01-01T00:00:00Z", null)
                .consume("A1", "T1", "2026-03-01T10:30:00Z", "AI Modify (Kling)", "0.50", "99.50")
                .consume("A2", "T2", "2026-03-01T10:30:00Z", "AI Modify (Kling)", "0.50", "49.50")
                .timeline();
        console.addUsers("A1");
        return console;
    }

    /** Add ada (admin), finn (finance) and opal (operator of {@code account}). */
    void addUsers(String account) {
        Users users = bean(Users.class);
        users.add("ada", PASSWORD, Role.ADMIN, List.of());
        users.add("finn", PASSWORD, Role.FINANCE, List.of());
        users.add("opal", PASSWORD, Role.OPERATOR, List.of(account));
    }

    /** The console works with the application's login, so that every test of it also shows that this login is enough. */
    private static TestConsole open(TestDatabase.Address owned, Map<String, String> more) {
        TestDatabase.Address database = owned.asApplication();
        System.setProperty(Reckoner.CONFIG_PROPERTY, Path.of("../config").toAbsolutePath().normalize().toString());
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("reckoner.database.url", database.url());
        settings.put("reckoner.database.username", database.username());
        settings.put("reckoner.database.password", database.password());
        settings.put("reckoner.console.port", "0");
        settings.put("reckoner.console.export-rows", "1000");
        settings.put("reckoner.schedule.enabled", "false");
        settings.putAll(more);
        try {
            Home home = new Home(Files.createTempDirectory(Files.createDirectories(Path.of("target/homes")), "console"));
            return new TestConsole(Console.open(home, settings), JdbcClient.create(owned.dataSource()), home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String address() {
        return console.address();
    }

    Home home() {
        return home;
    }

    <T> T bean(Class<T> type) {
        return console.context().getBean(type);
    }

    <T> T bean(String name, Class<T> type) {
        return console.context().getBean(name, type);
    }

    /** As the owner: tests put in and take away what nobody else may. */
    JdbcClient database() {
        return owner;
    }

    Visitor visitor() {
        return new Visitor(address());
    }

    /** A token of this user's. */
    String token(String user) {
        int id = database().sql("select user_id from console_user where name = :name").param("name", user).query(Integer.class).single();
        return bean(Tokens.class).make(id, "test", 1);
    }

    Visitor signedIn(String name) {
        Visitor visitor = visitor();
        visitor.signIn(name, PASSWORD);
        return visitor;
    }

    @Override
    public void close() {
        if (this != shared) {
            console.close();
        }
    }
}
