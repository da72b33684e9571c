package reckoner.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statements of a file in {@code sql/archive}, each of which ends with a semicolon at the end of a line. */
final class Script {

    private static final Pattern END = Pattern.compile(";\\s*(\\n|$)");

    private Script() {}

    static void run(JdbcClient database, String name, Map<String, ?> values) {
        END.splitAsStream(text(name)).filter(statement -> !statement.isBlank())
                .forEach(statement -> database.sql(statement).params(values).update());
    }

    static String text(String name) {
        try {
            return new ClassPathResource("sql/archive/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
