package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A file of {@code sql/load/}: statements that each end with a semicolon at the end of a line. The word {@code staged}
 * stands for the table with the rows of the load, names with a colon for what is the same in all scripts of a load.
 */
final class Script {

    private static final Pattern STAGED = Pattern.compile("\\bstaged\\b");
    private static final Pattern END = Pattern.compile(";\\s*(\\n|$)");

    private final List<String> statements = new ArrayList<>();

    private Script(String text, String table) {
        String named = STAGED.matcher(text).replaceAll(Matcher.quoteReplacement(table));
        END.splitAsStream(named).filter(statement -> !statement.isBlank()).forEach(statements::add);
    }

    static boolean exists(String name) {
        return Script.class.getResource(path(name)) != null;
    }

    static Script named(String name, StagingTable table) {
        return named(name, table.name());
    }

    /** @param table with the rows of the load */
    static Script named(String name, String table) {
        try (InputStream in = Script.class.getResourceAsStream(path(name))) {
            if (in == null) {
                throw new IllegalStateException(path(name) + " is not in the jar");
            }
            return new Script(new String(in.readAllBytes(), StandardCharsets.UTF_8), table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Run all statements; returns how many rows the last one wrote. */
    long run(JdbcClient database, Map<String, Object> values) {
        long written = 0;
        for (String statement : statements) {
            written = database.sql(statement).params(values).update();
        }
        return written;
    }

    /** Run a script whose one statement is a question. */
    boolean isTrue(JdbcClient database, Map<String, Object> values) {
        return database.sql(statements.get(0)).params(values).query(Boolean.class).single();
    }

    /** Run a script whose one statement is a query for lines that cannot be booked. */
    List<Rejection> rejections(JdbcClient database, Map<String, Object> values) {
        return database.sql(statements.get(0)).params(values)
                .query((row, number) -> Rejection.of(
                        row.getLong("line_no"), row.getString("column_name"), row.getString("value"),
                        new Fault(row.getString("reason"), row.getString("remedy"))))
                .list();
    }

    private static String path(String name) {
        return "/sql/load/" + name + ".sql";
    }
}
