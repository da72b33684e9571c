package reckoner.backup;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reckoner.Failure;
import reckoner.Sha256;

/** Takes a backup; runs may go on meanwhile. */
@Component
public class Backup {

    /** Tables of the schema with the columns that are not computed; what the scheduler nudges by is made anew at every start. */
    private static final String TABLES = """
            select c.relname,
              array(
                select a.attname::text from pg_attribute a
                where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                order by a.attnum) as columns
            from pg_class c
            where c.relnamespace = current_schema()::regnamespace
              and c.relkind in ('r', 'p')
              and not c.relispartition
              and c.relpersistence = 'p'
              and c.relname <> 'flyway_schema_history'
              and c.relname not like 'qrtz\\_%'
            order by c.relname
            """;
    private static final String PARTITIONS = "select number from ledger_partition order by number";
    /** A partition that came after this snapshot shows its rows all the same, since they were copied frozen. */
    private static final String KNOWN_PARTITIONS = " where entry_id < (select max(past_entry) from ledger_partition)";
    private static final String SEQUENCES = """
            select sequencename, coalesce(last_value, start_value), last_value is not null
            from pg_sequences
            where schemaname = current_schema()
            order by sequencename
            """;

    private final DataSource source;
    private final Clock clock;
    private final BackupSettings settings;
    private final int rounds;

    @Autowired
    Backup(DataSource source, Clock clock, BackupSettings settings) {
        this(source, clock, settings, Passphrase.ROUNDS);
    }

    Backup(DataSource source, Clock clock, BackupSettings settings, int rounds) {
        this.source = source;
        this.clock = clock;
        this.settings = settings;
        this.rounds = rounds;
    }

    /** What was taken. */
    public record Taken(Path file, int tables, long rows, long bytes, boolean isEncrypted) {}

    /** Will the next one be encrypted? */
    public boolean encrypts() {
        return settings.passphrase() != null || settings.passphraseFile() != null;
    }

    /** Does the file begin as an encrypted backup does? */
    public static boolean isEncrypted(Path file) throws IOException {
        return Envelope.isOf(file);
    }

    /** Write the backup; it has its name when it is whole. Fails as {@code ENVIRONMENT} where it cannot be written. */
    public Taken to(Path file) {
        Passphrase passphrase = settings.secret();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try {
                Contents contents = write(part, passphrase);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                return new Taken(file, contents.tables().size(), contents.rows(), Files.size(file), passphrase != null);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw Failure.environment("Cannot write %s (%s). There is no new backup. Make room or choose another place with --output."
                    .formatted(file, e.getMessage()), e);
        } catch (SQLException e) {
            throw Failure.environment("The database cannot be read (%s). There is no new backup.".formatted(e.getMessage()), e);
        }
    }

    private Contents write(Path part, @Nullable Passphrase passphrase) throws IOException, SQLException {
        try (Connection connection = source.getConnection();
                OutputStream out = Files.newOutputStream(part);
                ZipOutputStream zip = new ZipOutputStream(passphrase == null ? out : Envelope.of(passphrase, rounds).around(out))) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            zip.setLevel(Deflater.BEST_SPEED);
            try {
                List<Contents.Table> tables = new ArrayList<>();
                for (Contents.Table table : tables(connection)) {
                    zip.putNextEntry(new ZipEntry(table.entry()));
                    tables.add(copied(connection, table, zip));
                    zip.closeEntry();
                }
                Contents contents = new Contents(Contents.FORMAT, Restore.schemaVersion(connection), clock.instant(), tables, sequences(connection), partitions(connection));
                zip.putNextEntry(new ZipEntry(Contents.ENTRY));
                zip.write(contents.json());
                zip.closeEntry();
                return contents;
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setAutoCommit(true);
            }
        }
    }

    private static List<Contents.Table> tables(Connection connection) throws SQLException {
        List<Contents.Table> all = new ArrayList<>();
        try (ResultSet row = connection.createStatement().executeQuery(TABLES)) {
            while (row.next()) {
                all.add(new Contents.Table(row.getString(1), Arrays.asList((String[]) row.getArray(2).getArray()), 0, ""));
            }
        }
        return all;
    }

    private static Contents.Table copied(Connection connection, Contents.Table table, OutputStream out) throws SQLException, IOException {
        MessageDigest digest = Sha256.digest();
        // The zip stream goes on after this table.
        OutputStream open = new FilterOutputStream(new DigestOutputStream(out, digest)) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
        String known = table.name().equals("ledger_entry") && hasPartitions(connection) ? KNOWN_PARTITIONS : "";
        long rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + table.query() + known + ") to stdout", open);
        return new Contents.Table(table.name(), table.columns(), rows, HexFormat.of().formatHex(digest.digest()));
    }

    private static List<Contents.Sequence> sequences(Connection connection) throws SQLException {
        List<Contents.Sequence> all = new ArrayList<>();
        try (ResultSet row = connection.createStatement().executeQuery(SEQUENCES)) {
            while (row.next()) {
                all.add(new Contents.Sequence(row.getString(1), row.getLong(2), row.getBoolean(3)));
            }
        }
        return all;
    }

    private static List<Long> partitions(Connection connection) throws SQLException {
        List<Long> all = new ArrayList<>();
        if (!hasPartitions(connection)) {
            return all;
        }
        try (ResultSet row = connection.createStatement().executeQuery(PARTITIONS)) {
            while (row.next()) {
                all.add(row.getLong(1));
            }
        }
        return all;
    }

    /** Older schemas have none. */
    private static boolean hasPartitions(Connection connection) throws SQLException {
        try (ResultSet row = connection.createStatement().executeQuery("select to_regclass('ledger_partition') is not null")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
