package reckoner.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;
import reckoner.Failure;

/**
 * A PostgreSQL server of our own in one directory, shared by all processes that use that directory.
 *
 * <p>Every user of the server holds a shared lock on {@code users.lock}; whoever closes last stops it. A server that a
 * killed process left behind is taken over as it is. Starting and stopping are serialised by {@code start.lock}.
 */
public final class EmbeddedServer implements AutoCloseable {

    private static final String USER = "reckoner";
    private static final String DATABASE = "postgres";
    private static final int START_ATTEMPTS = 20;
    /** What the server runs with; none of it is left to the defaults of a build. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "'127.0.0.1'"),
            Map.entry("unix_socket_directories", "''"),
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("client_connection_check_interval", "1s"),
            Map.entry("shared_buffers", sharedMebibytes() + "MB"),
            Map.entry("work_mem", "64MB"),
            Map.entry("maintenance_work_mem", "256MB"),
            Map.entry("max_wal_size", "4GB"),
            Map.entry("max_connections", "60"),
            Map.entry("random_page_cost", "1.1"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "'UTC'"),
            Map.entry("log_timezone", "'UTC'"),
            Map.entry("logging_collector", "on"),
            Map.entry("log_directory", "'log'"),
            Map.entry("log_filename", "'postgresql-%a.log'"),
            Map.entry("log_truncate_on_rotation", "on"),
            Map.entry("log_rotation_age", "1d"));

    private final Path folder;
    private final Binaries binaries;
    private final Map<String, String> extraSettings;
    private FileChannel users;
    private int port;
    private String password = "";

    private EmbeddedServer(Path folder, Binaries binaries, Map<String, String> extraSettings, FileChannel users) {
        this.folder = folder;
        this.binaries = binaries;
        this.extraSettings = extraSettings;
        this.users = users;
    }

    /**
     * Start the server in {@code folder}, or join the one that runs there.
     *
     * @param cache where the programs are unpacked
     * @param extraSettings postgresql.conf settings for a new database directory, over the standard ones
     */
    public static EmbeddedServer start(Path folder, Path cache, Map<String, String> extraSettings) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            FileChannel users = open(folder.resolve("users.lock"));
            EmbeddedServer server =
                    new EmbeddedServer(folder, Binaries.unpackedIn(cache), extraSettings, users);
            try (FileChannel starting = open(folder.resolve("start.lock"));
                    FileLock exclusive = starting.lock()) {
                users.lock(0, Long.MAX_VALUE, true);
                server.initialise();
                server.join();
            } catch (IOException | RuntimeException e) {
                users.close();
                throw e;
            }
            return server;
        } catch (IOException e) {
            throw Failure.environment(
                    "The embedded PostgreSQL in %s does not start: %s. Its log is in %s. Nothing was changed."
                            .formatted(folder, e.getMessage(), folder.resolve("data/log")),
                    e);
        }
    }

    /** Whether there is a database in {@code folder}, whether or not its server runs. */
    static boolean hasDatabase(Path folder) {
        return Files.exists(folder.resolve("data/PG_VERSION"));
    }

    public String url() {
        return url(DATABASE);
    }

    /** JDBC address of a database on this server. */
    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    public String username() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Leave; the last one to leave stops the server. */
    @Override
    public void close() {
        if (!users.isOpen()) {
            return;
        }
        try (FileChannel starting = open(folder.resolve("start.lock"));
                FileLock exclusive = starting.lock()) {
            users.close();
            users = open(folder.resolve("users.lock"));
            try (FileLock last = users.tryLock()) {
                if (last != null) {
                    binaries.run("pg_ctl", "-D", data().toString(), "stop", "-m", "fast", "-w", "-t", "60", "-s");
                }
            } finally {
                users.close();
            }
        } catch (IOException e) {
            throw Failure.environment("The embedded PostgreSQL in " + folder + " does not stop: " + e.getMessage(), e);
        }
    }

    private void initialise() throws IOException {
        Path marker = folder.resolve("created");
        Path secret = folder.resolve("password");
        if (hasDatabase(folder)) {
            password = Files.readString(secret).strip();
            return;
        }
        if (Files.exists(marker)) {
            throw new IOException("there was a database here (" + marker + " says so) and now there is none;"
                    + " restore it from a backup, or remove that file to begin with an empty one");
        }
        password = newPassword();
        Files.deleteIfExists(secret);
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, password + "\n");
        Path unfinished = folder.resolve("data.new");
        FileSystemUtils.deleteRecursively(unfinished);
        binaries.run("initdb", "-D", unfinished.toString(), "-U", USER, "--auth=scram-sha-256", "--pwfile=" + secret,
                "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions");
        StringBuilder settings = new StringBuilder("\n# Reckoner\n");
        SETTINGS.forEach((key, value) -> settings.append(key).append(" = ").append(value).append('\n'));
        extraSettings.forEach((key, value) -> settings.append(key).append(" = ").append(value).append('\n'));
        Files.writeString(unfinished.resolve("postgresql.conf"), settings, StandardOpenOption.APPEND);
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
        Files.writeString(marker, "A database was created here. Do not remove.\n");
    }

    /** A sixteenth of the memory: of a large ledger the pages that a day's entries touch in the indexes should stay at hand. */
    private static long sharedMebibytes() {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return Math.max(128, Math.min(1_024, machine.getTotalMemorySize() / 16 >> 20));
    }

    /** Take over the server that runs in this directory, else start one; a dying one gets some seconds to be gone. */
    private void join() throws IOException {
        IOException last = new IOException("no attempt was made");
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            if (runningPort() > 0 && answers(runningPort())) {
                port = runningPort();
                return;
            }
            try {
                int candidate = freePort();
                binaries.run("pg_ctl", "-D", data().toString(), "-o", "-p " + candidate, "-l",
                        folder.resolve("start.log").toString(), "-w", "-t", "120", "-s", "start");
                port = candidate;
                return;
            } catch (IOException e) {
                last = e;
                pause();
            }
        }
        throw last;
    }

    /** Port that postmaster.pid names, 0 where there is none. */
    private int runningPort() throws IOException {
        Path file = data().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return 0;
        }
        List<String> lines = Files.readAllLines(file);
        return lines.size() > 3 && lines.get(3).strip().matches("\\d+") ? Integer.parseInt(lines.get(3).strip()) : 0;
    }

    private boolean answers(int candidate) {
        try (var connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + candidate + "/" + DATABASE + "?connectTimeout=5", USER, password)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
