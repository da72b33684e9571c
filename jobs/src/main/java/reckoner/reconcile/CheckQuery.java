package reckoner.reconcile;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What every check's query has in common: its parameters, and the columns that it gives. */
@Component
class CheckQuery {

    private static final Set<String> REQUIRED = Set.of("account", "expected", "actual");

    private final JdbcClient database;
    private final ReconcileSettings settings;

    CheckQuery(JdbcClient database, ReconcileSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** What a check may ask for by name. */
    Map<String, Object> parameters(long run, Checkpoints.Mark seen) {
        return Map.of(
                "run", run,
                "seen_entry", seen.entry(),
                "seen_load", seen.load(),
                "event_grace", settings.eventGrace().toSeconds() + " seconds",
                "usage_window", settings.usageWindow().toSeconds() + " seconds",
                "renewals", settings.renewals());
    }

    /** The check, with a defect where its query is none or lacks a column. */
    Check tried(Check check) {
        try {
            Set<String> columns = columns(check);
            if (check.isNarrowed() && !columns.contains("occurred_at")) {
                return check.withDefect("it reads only what a run is about, so that its query needs a column occurred_at");
            }
            return REQUIRED.stream().sorted().filter(column -> !columns.contains(column)).findFirst()
                    .map(column -> check.withDefect("its query has no column " + column))
                    .orElse(check);
        } catch (DataAccessException e) {
            return check.withDefect(reason(e));
        }
    }

    /** Run it into the temporary table {@code check_row}, which may be read in parallel, unlike an insert; returns its columns. */
    Set<String> run(Check check, long run, Checkpoints.Mark seen) {
        database.sql("drop table if exists pg_temp.check_row").update();
        database.sql("create temporary table check_row on commit drop as\n" + check.sql()).params(parameters(run, seen)).update();
        return database.sql("select * from check_row limit 0").query(result -> {
            return names(result.getMetaData());
        });
    }

    /** What changes when the query or the settings do. */
    String fingerprint(Check check) {
        return settings + " " + check.sql();
    }

    private Set<String> columns(Check check) {
        return database.sql("select * from (\n" + check.sql() + "\n) c limit 0")
                .params(parameters(0, Checkpoints.Mark.NOTHING))
                .query(result -> {
                    return names(result.getMetaData());
                });
    }

    /** What the database said, on one line. */
    static String reason(DataAccessException failure) {
        String message = String.valueOf(NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static Set<String> names(ResultSetMetaData columns) throws SQLException {
        Set<String> names = new HashSet<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return names;
    }
}
