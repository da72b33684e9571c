package reckoner.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The migrations of this program beside the history of a database. Where both agree to the checksum there is nothing to migrate
 * and nothing to complain about, and Flyway, which takes half a second to find that out, is not asked.
 */
final class Migrations {

    private static final String FILES = "classpath:" + Schema.FOLDER + "/V*__*.sql";

    private Migrations() {}

    /** Whether the history says that all migrations of this program were made, as they are now, and no others. */
    static boolean areAllIn(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return isThere(connection) && made(connection).equals(ofThisProgram());
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The history of the schema cannot be read", e);
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        try (ResultSet there = connection.createStatement().executeQuery("select to_regclass('flyway_schema_history') is not null")) {
            return there.next() && there.getBoolean(1);
        }
    }

    /** Checksums by version; none for what failed. */
    private static Map<String, @Nullable Integer> made(Connection connection) throws SQLException {
        Map<String, @Nullable Integer> all = new HashMap<>();
        try (ResultSet row = connection.createStatement().executeQuery("select version, checksum, success from flyway_schema_history where version is not null")) {
            while (row.next()) {
                all.put(row.getString(1), row.getBoolean(3) ? row.getObject(2, Integer.class) : null);
            }
        }
        return all;
    }

    private static Map<String, Integer> ofThisProgram() throws IOException {
        Map<String, Integer> all = new HashMap<>();
        for (Resource file : new PathMatchingResourcePatternResolver(Migrations.class.getClassLoader()).getResources(FILES)) {
            String name = String.valueOf(file.getFilename());
            all.put(name.substring(1, name.indexOf("__")), checksum(file));
        }
        return all;
    }

    /** As Flyway's: of the lines without their ends. */
    private static int checksum(Resource file) throws IOException {
        CRC32 sum = new CRC32();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                sum.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) sum.getValue();
    }
}
