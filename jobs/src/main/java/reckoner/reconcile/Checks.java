package reckoner.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import reckoner.Reckoner;

/** All checks there are, by name: the files of {@code sql/checks} and those that the site put into {@code config/checks}. */
@Component
public class Checks {

    private static final Logger LOG = LoggerFactory.getLogger(Checks.class);

    private final List<Check> all;

    @Autowired
    Checks(CheckQuery query) {
        this(Reckoner.configFolder().resolve("checks"), query::tried);
    }

    /**
     * @param own folder with the site's own checks; it need not exist
     * @param tried gives a check back, with a defect where its query is none
     */
    Checks(Path own, UnaryOperator<Check> tried) {
        List<Check> found = new ArrayList<>(ofTheHouse());
        Set<String> taken = found.stream().map(Check::name).collect(Collectors.toSet());
        for (Path file : files(own)) {
            Check check = read(file, taken);
            Check ready = check.defect() == null ? tried.apply(check) : check;
            if (ready.defect() != null) {
                LOG.warn("Check {} is not run: {}. Correct or remove the file; every other check runs.", file, ready.defect());
            }
            found.add(ready);
        }
        found.sort(Comparator.comparing(Check::name));
        this.all = List.copyOf(found);
    }

    public List<Check> all() {
        return all;
    }

    private static List<Check> ofTheHouse() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:sql/checks/*.sql"))
                    .map(Checks::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Check read(Resource file) {
        String name = name(Objects.requireNonNull(file.getFilename()));
        try {
            return Check.parse(name, file.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("check " + name + ": " + e.getMessage(), e);
        }
    }

    private static List<Path> files(Path own) {
        if (!Files.isDirectory(own)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(own)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".sql")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Check read(Path file, Set<String> taken) {
        String name = name(file.getFileName().toString());
        if (taken.contains(name)) {
            return Check.unreadable("own " + name, "there is a check " + name + " already; give the file another name");
        }
        try {
            return Check.parseOwn(name, Files.readString(file));
        } catch (IOException e) {
            return Check.unreadable(name, "it cannot be read as UTF-8 text (" + e + ")");
        }
    }

    private static String name(String file) {
        return file.replaceFirst("\\.sql$", "");
    }
}
