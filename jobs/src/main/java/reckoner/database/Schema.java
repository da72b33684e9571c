package reckoner.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import reckoner.Failure;

/**
 * Brings the schema of a database up to date. Flyway commits a migration on one connection and writes it down on another, so a
 * process that dies between the two leaves a schema that no start can go on from. So each migration leaves a row in
 * {@code schema_step} in its own transaction, and what is there but not written down is written down before the next one.
 */
public final class Schema {

    static final String FOLDER = "sql/migrations";

    private Schema() {}

    /** Migrate as far as this version knows. */
    public static void migrate(DataSource source) {
        migrate(configured(source).load(), source);
    }

    /** Migrate to an older version. */
    public static void migrate(DataSource source, String version) {
        migrate(configured(source).target(MigrationVersion.fromVersion(version)).load(), source);
    }

    /** Remove everything from the schema. */
    public static void clean(DataSource source) {
        configured(source).cleanDisabled(false).load().clean();
    }

    private static void migrate(Flyway flyway, DataSource source) {
        writeDown(flyway, source);
        if (flyway.migrate().migrationsExecuted > 0) {
            grantRights(source);
        }
    }

    /** Does the schema belong to somebody whose rights this login does not have, or may it make no tables where there are none? */
    static boolean isOfAnother(DataSource source) {
        try (Connection connection = source.getConnection();
                ResultSet owner = connection.createStatement().executeQuery("""
                        select coalesce(
                          (select not pg_has_role(relowner, 'usage') from pg_class where oid = to_regclass('ledger_entry')),
                          not has_schema_privilege(current_schema(), 'create'))""")) {
            owner.next();
            return owner.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Whose the schema is cannot be told", e);
        }
    }

    /** What is new gets the rights that its kind has; an old version of the schema knows of none. */
    private static void grantRights(DataSource source) {
        try (Connection connection = source.getConnection();
                ResultSet known = connection.createStatement().executeQuery("select to_regprocedure('grant_rights()') is not null")) {
            known.next();
            if (known.getBoolean(1)) {
                connection.createStatement().execute("select grant_rights()");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The rights of the application and of readers cannot be granted", e);
        }
    }

    /** Migrate unless that is done already. */
    static void bringUpToDate(DataSource source) {
        if (!Migrations.areAllIn(source)) {
            migrate(source);
        }
    }

    /** Fail as {@code COMMAND} where the schema is an older or a newer one than this version's. */
    static void requireCurrent(DataSource source) {
        if (Migrations.areAllIn(source)) {
            return;
        }
        Flyway flyway = configured(source).load();
        MigrationInfo current = flyway.info().current();
        MigrationInfo[] all = Arrays.stream(flyway.info().all()).filter(m -> !m.getState().name().startsWith("FUTURE")).toArray(MigrationInfo[]::new);
        String own = String.valueOf(all[all.length - 1].getVersion());
        String there = current == null ? "none" : String.valueOf(current.getVersion());
        if (!there.equals(own)) {
            throw Failure.command("The schema of the database is of version %s, this program's is %s. Nothing was changed. %s".formatted(there, own,
                    current != null && current.getVersion().compareTo(all[all.length - 1].getVersion()) > 0
                            ? "Bring this machine to the version that the others have."
                            : "Run any command of this version there first, such as ./run.sh doctor, with the login of the tables' owner"
                                    + " (RECKONER_DATABASE_OWNER_USERNAME and _OWNER_PASSWORD where the program has another one)."));
        }
    }

    private static FluentConfiguration configured(DataSource source) {
        return Flyway.configure().dataSource(source).locations("classpath:" + FOLDER).validateMigrationNaming(true).callbacks(new Steps());
    }

    private static void writeDown(Flyway flyway, DataSource source) {
        try (Connection connection = source.getConnection()) {
            Set<String> done = steps(connection);
            if (done.isEmpty()) {
                return;
            }
            List<MigrationInfo> missing = Arrays.stream(flyway.info().pending()).filter(m -> done.contains(String.valueOf(m.getVersion()))).toList();
            for (MigrationInfo migration : missing) {
                try (PreparedStatement insert = connection.prepareStatement("""
                        insert into flyway_schema_history
                          (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                        select max(installed_rank) + 1, ?, ?, 'SQL', ?, ?, current_user, 0, true
                        from flyway_schema_history""")) {
                    insert.setString(1, String.valueOf(migration.getVersion()));
                    insert.setString(2, migration.getDescription());
                    insert.setString(3, migration.getScript());
                    insert.setObject(4, migration.getChecksum());
                    insert.executeUpdate();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The history of the schema cannot be completed", e);
        }
    }

    private static Set<String> steps(Connection connection) throws SQLException {
        Set<String> all = new HashSet<>();
        try (ResultSet there = connection.createStatement().executeQuery("select to_regclass('schema_step') is not null and to_regclass('flyway_schema_history') is not null")) {
            there.next();
            if (!there.getBoolean(1)) {
                return all;
            }
        }
        try (ResultSet row = connection.createStatement().executeQuery("select version from schema_step")) {
            while (row.next()) {
                all.add(row.getString(1));
            }
        }
        return all;
    }

    /** Notes a migration in the transaction that makes it. */
    static final class Steps implements Callback {

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            try (PreparedStatement insert = context.getConnection().prepareStatement("insert into schema_step (version) values (?)")) {
                insert.setString(1, String.valueOf(context.getMigrationInfo().getVersion()));
                insert.executeUpdate();
            } catch (SQLException e) {
                throw new IllegalStateException("A step of the schema cannot be noted", e);
            }
        }

        @Override
        public String getCallbackName() {
            return "steps";
        }
    }
}
