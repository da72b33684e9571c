package reckoner.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The queries in {@code sql/}, by folder and name. */
final class SqlText {

    private SqlText() {}

    static String of(String folder, String name) {
        try {
            return new ClassPathResource("sql/" + folder + "/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
