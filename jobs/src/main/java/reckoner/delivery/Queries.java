package reckoner.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The long queries: the files of {@code sql/delivery}. */
enum Queries {
    QUEUE("queue"),
    WAITING("waiting"),
    LOG("log");

    private final String sql;

    Queries(String file) {
        try {
            this.sql = new ClassPathResource("sql/delivery/" + file + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String sql() {
        return sql;
    }
}
