package reckoner.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import reckoner.database.EmbeddedServer;

/** Databases on an embedded server of the campaign's own, which may be killed; they are empty, so a fault may hit their schema, too. */
public final class OwnDatabases implements Databases, AutoCloseable {

    private final Path folder;
    private final AtomicInteger count = new AtomicInteger();
    private EmbeddedServer server;

    /** Start the server in {@code folder}. */
    public OwnDatabases(Path folder) {
        this.folder = folder;
        this.server = started();
    }

    @Override
    public Address fresh() {
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
