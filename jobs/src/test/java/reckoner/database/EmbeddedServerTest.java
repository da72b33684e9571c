package reckoner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Failure;

/** Processes of their own, because what matters is what happens when one of them dies. */
class EmbeddedServerTest {

    private static final Path CACHE = Path.of("target/test-postgresql").toAbsolutePath();

    @TempDir
    Path folder;

    /** Joins the server, keeps a row, says so, and waits to be killed or told to end. */
    static final class Other {
        public static void main(String[] arguments) throws Exception {
            EmbeddedServer server = EmbeddedServer.start(Path.of(arguments[0]), CACHE, Map.of());
            try (Connection connection = connect(server)) {
                connection.createStatement().execute("create table if not exists kept (word text)");
                connection.createStatement().execute("insert into kept values ('committed')");
            }
            System.out.println("ready");
            System.in.read();
            server.close();
            System.out.println("left");
        }
    }

    @Test
    void a_process_killed_without_warning_loses_nothing_and_the_next_one_starts_right_after() throws Exception {
        Process other = other();
        other.destroyForcibly().waitFor();

        try (EmbeddedServer server = start()) {
            assertThat(rows(server)).isEqualTo(1);
        }
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void the_server_is_durable_asks_for_a_password_and_is_nobody_else_s() throws Exception {
        try (EmbeddedServer server = start(); Connection connection = connect(server)) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes", "data_checksums"}) {
                assertThat(show(connection, setting)).as(setting).isEqualTo("on");
            }
            assertThat(show(connection, "password_encryption")).isEqualTo("scram-sha-256");
            assertThat(show(connection, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(show(connection, "server_version")).startsWith("18.");
            assertThatThrownBy(() -> DriverManager.getConnection(server.url(), server.username(), "guess"))
                    .isInstanceOf(SQLException.class).hasMessageContaining("password authentication failed");
        }
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("password"))).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void whoever_leaves_first_does_not_stop_the_server_under_the_other() throws Exception {
        Process other = other();
        try (EmbeddedServer server = start()) {
            other.getOutputStream().write('\n');
            other.getOutputStream().flush();
            assertThat(other.waitFor()).isZero();
            assertThat(rows(server)).isEqualTo(1);
        }
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_database_that_is_gone_is_not_replaced_by_an_empty_one() throws Exception {
        start().close();
        Files.move(folder.resolve("data"), folder.resolve("elsewhere"));

        assertThatThrownBy(this::start).isInstanceOf(Failure.class).hasMessageContaining("there was a database here");
    }

    private EmbeddedServer start() {
        return EmbeddedServer.start(folder, CACHE, Map.of());
    }

    private Process other() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp", System.getProperty("java.class.path"), Other.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(output.readLine()).isEqualTo("ready");
        return process;
    }

    private static Connection connect(EmbeddedServer server) throws SQLException {
        return DriverManager.getConnection(server.url(), server.username(), server.password());
    }

    private static long rows(EmbeddedServer server) throws SQLException {
        try (Connection connection = connect(server);
                var rows = connection.createStatement().executeQuery("select count(*) from kept")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (var row = connection.createStatement().executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
