package reckoner.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import reckoner.database.EmbeddedServer;
import reckoner.database.Schema;

/** Databases on an embedded server of the campaign's own, which may be killed, and whose databases may be put onto small disks. */
public final class OwnDatabases implements Databases, AutoCloseable {

    private static final String TEMPLATE = "with_schema";
    /** What a file system needs beside the files of a database. */
    private static final int DIRECTORIES_KILOBYTES = 256;

    private final Path folder;
    private final AtomicInteger count = new AtomicInteger();
    private EmbeddedServer server;
    private boolean hasTemplate;

    /** Start the server in {@code folder}. */
    public OwnDatabases(Path folder) {
        this.folder = folder;
        this.server = started();
    }

    @Override
    public Address fresh() {
        if (!hasTemplate) {
            execute("create database " + TEMPLATE);
            Address template = address(TEMPLATE);
            Schema.migrate(new DriverManagerDataSource(template.url(), template.username(), template.password()));
            hasTemplate = true;
        }
        return copyOf(address(TEMPLATE));
    }

    @Override
    public Address bare() {
        String name = "disturbed_" + count.incrementAndGet();
        execute("create database " + name);
        return address(name);
    }

    /** A database with what another one has; nobody may be at work in that one. */
    public Address copyOf(Address other) {
        String name = "copy_" + count.incrementAndGet();
        execute("create database " + name + " template " + name(other));
        return address(name);
    }

    @Override
    public void drop(Address database) {
        execute("drop database " + name(database) + " with (force)");
    }

    @Override
    public boolean canConfine() {
        return SmallDisk.isPossible();
    }

    @Override
    public Disk confine(Address database, int kilobytesLeft) throws IOException {
        String name = name(database);
        Path place = Files.createDirectories(folder.resolveSibling("disk-of-" + name));
        SmallDisk disk = SmallDisk.under(place, Math.toIntExact(kilobytes(name) + DIRECTORIES_KILOBYTES + kilobytesLeft));
        execute("create tablespace disk_of_" + name + " location '" + place + "'");
        move(name, "disk_of_" + name);
        return () -> {
            move(name, "pg_default");
            execute("drop tablespace disk_of_" + name);
            disk.removed();
            Files.delete(place);
        };
    }

    /** Takes that nobody is connected; sessions of a process that has just ended are ended with it. */
    private void move(String name, String tablespace) {
        execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '" + name + "'");
        execute("alter database " + name + " set tablespace " + tablespace);
    }

    private long kilobytes(String name) {
        try (Connection connection = DriverManager.getConnection(server.url(), server.username(), server.password());
                ResultSet row = connection.createStatement().executeQuery("select pg_database_size('" + name + "') / 1024")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the size of " + name + " cannot be seen", e);
        }
    }

    @Override
    public boolean canCrash() {
        return true;
    }

    @Override
    public Address crash(Address known, Duration absent) {
        try {
            long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid")).get(0).strip());
            ProcessHandle.of(postmaster).ifPresent(ProcessHandle::destroyForcibly);
            Thread.sleep(absent.toMillis());
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException("the server in " + folder + " cannot be killed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException stoppedAlready) {
            // There is nothing left to stop; that is what was wanted.
        }
        server = started();
        return address(name(known));
    }

    @Override
    public void close() {
        server.close();
    }

    private EmbeddedServer started() {
        Clearance.check();
        return EmbeddedServer.start(folder, Path.of(System.getProperty("reckoner.cache", folder.toString())), Map.of());
    }

    private Address address(String name) {
        return new Address(server.url(name), server.username(), server.password());
    }

    private static String name(Address database) {
        return database.url().substring(database.url().lastIndexOf('/') + 1);
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(server.url(), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
