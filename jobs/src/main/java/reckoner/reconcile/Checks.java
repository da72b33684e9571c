package reckoner.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** All checks there are: the files of {@code sql/checks}, by name. */
@Component
public class Checks {

    private final List<Check> all;

    Checks() {
        try {
            this.all = Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:sql/checks/*.sql"))
                    .map(Checks::read)
                    .sorted(Comparator.comparing(Check::name))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Check> all() {
        return all;
    }

    private static Check read(Resource file) {
        try {
            String name = java.util.Objects.requireNonNull(file.getFilename()).replaceFirst("\\.sql$", "");
            return Check.parse(name, file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
