package reckoner.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.postgresql.PGConnection;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.database.Schema;

/** Brings a backup back into an empty database. */
@Component
public class Restore {

    /** Where something is in one of these, the database is in use. */
    private static final List<String> SIGNS_OF_USE = List.of("load", "account", "statement", "discrepancy");

    private final DataSource source;
    private final BackupSettings settings;

    Restore(DataSource source, BackupSettings settings) {
        this.source = source;
        this.settings = settings;
    }

    /** What was brought back, and from which schema to which. */
    public record Restored(Instant takenAt, int tables, long rows, String from, String to) {}

    /**
     * Restore all of the file. Fails as {@code INPUT} where it is damaged or of a newer version, as {@code SETTINGS} where it is
     * encrypted and the passphrase is not its own, as {@code COMMAND} where the database is not empty; nothing is changed then.
     */
    public Restored from(Path file) {
        try {
            BackupFile backup = BackupFile.of(file, settings.secret());
            Contents contents = backup.proven();
            refuseUsed();
            refuseNewer(contents);
            Schema.clean(source);
            Schema.migrate(source, contents.schema());
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                try {
                    fill(connection, backup, contents);
                    connection.commit();
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                }
            }
            Schema.migrate(source);
            try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("analyze");
                return new Restored(contents.takenAt(), contents.tables().size(), contents.rows(), contents.schema(), schemaVersion(connection));
            }
        } catch (IOException e) {
            throw Failure.environment("Cannot read %s (%s). The database is empty. Restore again.".formatted(file, e.getMessage()), e);
        } catch (SQLException e) {
            throw Failure.environment("The database refused the backup (%s). It is empty. Mend that and restore again.".formatted(e.getMessage()), e);
        }
    }

    /** Version of the newest migration of this database. */
    static String schemaVersion(Connection connection) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery(
                "select version from flyway_schema_history where success and version is not null order by installed_rank desc limit 1")) {
            row.next();
            return row.getString(1);
        }
    }

    private void refuseUsed() throws SQLException {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            for (String table : SIGNS_OF_USE) {
                if (hasRows(statement, table)) {
                    throw Failure.command("The database is in use (it has rows in " + table
                            + "). Nothing was restored. Restore into an empty one: choose another --home or another RECKONER_DATABASE_URL.");
                }
            }
        }
    }

    private static boolean hasRows(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("select exists (select 1 from " + Contents.quoted(table) + ")")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private void refuseNewer(Contents contents) throws SQLException {
        try (Connection connection = source.getConnection()) {
            String here = schemaVersion(connection);
            if (MigrationVersion.fromVersion(contents.schema()).isNewerThan(here)) {
                throw Failure.input("The backup is of schema %s, this version knows up to %s. Nothing was restored. Use the version that made it, or a newer one."
                        .formatted(contents.schema(), here));
            }
        }
    }

    private static void fill(Connection connection, BackupFile backup, Contents contents) throws SQLException, IOException {
        // Tables come by name; what refers to what is proven again when all are there.
        Map<String, String> references = references(connection);
        try (Statement statement = connection.createStatement()) {
            for (String reference : references.keySet()) {
                statement.execute("alter table " + reference.replaceFirst(" ", " drop constraint "));
            }
            for (long partition : contents.partitions()) {
                statement.execute("select new_ledger_partition(number), attach_ledger_partition(number) from (values (" + partition
                        + "::bigint)) as p (number) where number not in (select number from ledger_partition)");
            }
            backup.each(contents, (table, rows) -> {
                // What the schema brings along is in the backup too.
                if (hasRows(statement, table.name())) {
                    statement.execute("delete from " + Contents.quoted(table.name()));
                }
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table.target() + " from stdin", rows);
            });
            for (Map.Entry<String, String> reference : references.entrySet()) {
                statement.execute("alter table " + reference.getKey().replaceFirst(" ", " add constraint ") + " " + reference.getValue());
            }
        }
        for (Contents.Sequence sequence : contents.sequences()) {
            try (var set = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
                set.setString(1, Contents.quoted(sequence.name()));
                set.setLong(2, sequence.value());
                set.setBoolean(3, sequence.used());
                set.executeQuery();
            }
        }
    }

    /** Foreign keys as "table constraint", with their definitions. */
    private static Map<String, String> references(Connection connection) throws SQLException {
        Map<String, String> all = new TreeMap<>();
        try (ResultSet row = connection.createStatement().executeQuery("""
                select conrelid::regclass::text || ' ' || quote_ident(conname), pg_get_constraintdef(oid)
                from pg_constraint
                where contype = 'f' and connamespace = current_schema()::regnamespace and conparentid = 0""")) {
            while (row.next()) {
                all.put(row.getString(1), row.getString(2));
            }
        }
        return all;
    }
}
