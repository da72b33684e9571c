package reckoner.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import reckoner.seal.ScratchSeal;

/**
 * Fresh databases for tests, on a real PostgreSQL: one server a JVM (the one that RECKONER_DATABASE_URL names, else an
 * embedded one), one migrated template, and a copy of it for whoever asks. Sessions are deliberately not in UTC.
 */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final TestDatabase SERVER = start();

    /** Entries that a test puts in by hand are sealed on the way in, at the end of its transaction; real loads bring their seals. */
    private static final String SEALED_BY_HAND = """
            create function seal_by_hand() returns trigger language plpgsql as $$
            begin
              -- fired for every row when the transaction ends: the first of them is for all
              if current_setting('reckoner_test.sealed', true) is distinct from pg_current_xact_id()::text then
                perform seal_everything();
                perform set_config('reckoner_test.sealed', pg_current_xact_id()::text, true);
              end if;
              return null;
            end $$;
            create constraint trigger seal_by_hand after insert on ledger_entry deferrable initially deferred
              for each row when (new.seal is null) execute function seal_by_hand();
            """;

    private final String url;
    private final String username;
    private final String password;
    private final String prefix = "reckoner_test_" + ProcessHandle.current().pid() + "_";

    private TestDatabase(String url, String username, String password) {
        this.url = url;
        this.username = username;
        this.password = password;
    }

    /** Address, user and password of a new database with the schema and no rows. */
    public static Address fresh() {
        return SERVER.copyOfTemplate();
    }

    /** A new database as a DataSource. */
    public static DataSource freshDataSource() {
        return fresh().dataSource();
    }

    public record Address(String url, String username, String password) {

        public DataSource dataSource() {
            PGSimpleDataSource source = new PGSimpleDataSource();
            source.setUrl(url);
            source.setUser(username);
            source.setPassword(password);
            source.setOptions("-c timezone=Pacific/Chatham");
            return source;
        }

        /** The same database as the application's own login sees it, made by {@code sql/roles.sql} as an administrator would. */
        public Address asApplication() {
            return SERVER.login(this, "reckoner_application");
        }

        /** The same database as the tools of finance see it. */
        public Address asReader() {
            return SERVER.login(this, "reckoner_reader");
        }
    }

    private synchronized Address login(Address owned, String group) {
        String name = prefix + group;
        try (Connection connection = owned.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(Files.readString(Path.of("../sql/roles.sql")));
            statement.execute("""
                    do $$ begin
                      if not exists (select 1 from pg_roles where rolname = '%1$s') then
                        create role %1$s login password 'from a test' in role %2$s;
                      end if;
                    end $$""".formatted(name, group));
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(name, e);
        }
        return new Address(owned.url(), name, "from a test");
    }

    private synchronized Address copyOfTemplate() {
        String name = prefix + COUNT.incrementAndGet();
        execute("create database " + name + " template " + prefix + "template");
        return address(name);
    }

    private Address address(String name) {
        return new Address(url.replaceFirst("/[^/?]*(\\?|$)", "/" + name + "$1"), username, password);
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url, username, password);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static TestDatabase start() {
        String external = System.getenv("RECKONER_DATABASE_URL");
        TestDatabase server;
        if (external == null || external.isBlank()) {
            Path work = Path.of("target/test-postgresql").toAbsolutePath();
            EmbeddedServer embedded = EmbeddedServer.start(
                    work.resolve("server-" + ProcessHandle.current().pid()),
                    work,
                    Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off", "shared_buffers", "128MB"));
            server = new TestDatabase(embedded.url(), embedded.username(), embedded.password());
            TestDatabase running = server;
            Runtime.getRuntime().addShutdownHook(new Thread(embedded::close));
            running.migrateTemplate();
        } else {
            server = new TestDatabase(
                    external, System.getenv("RECKONER_DATABASE_USERNAME"), System.getenv("RECKONER_DATABASE_PASSWORD"));
            server.migrateTemplate();
            Runtime.getRuntime().addShutdownHook(new Thread(server::dropAll));
        }
        return server;
    }

    private void migrateTemplate() {
        execute("create database " + prefix + "template");
        Address template = address(prefix + "template");
        Schema.migrate(template.dataSource());
        try (Connection connection = template.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(ScratchSeal.function("seal_everything"));
            statement.execute(SEALED_BY_HAND);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void dropAll() {
        for (int i = 1; i <= COUNT.get(); i++) {
            execute("drop database if exists " + prefix + i + " with (force)");
        }
        execute("drop database if exists " + prefix + "template with (force)");
        execute("drop role if exists " + prefix + "reckoner_application, " + prefix + "reckoner_reader");
    }
}
