package reckoner.statements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The long queries: the files of {@code sql/statements}. */
enum Queries {
    ENTRIES("entries"),
    COVERING_RUN("covering_run"),
    FINDINGS("findings"),
    EVENTS("events");

    private final String sql;

    Queries(String file) {
        try {
            this.sql = new ClassPathResource("sql/statements/" + file + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String sql() {
        return sql;
    }
}
