package reckoner.load;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import reckoner.Failure;

/** All mappings by name: the native feeds, and those of {@code feeds.yaml}, which is read when it is first needed. */
final class Mappings {

    private final Path file;
    private final Map<String, Mapping> mappings = new LinkedHashMap<>();

    Mappings(Path file) {
        this.file = file;
    }

    Mapping named(String name) {
        Mapping mapping = all().get(name);
        if (mapping == null) {
            throw Failure.command("There is no feed '%s'. Nothing was loaded. Known are %s.".formatted(name, String.join(", ", all().keySet())));
        }
        return mapping;
    }

    synchronized Map<String, Mapping> all() {
        if (mappings.isEmpty()) {
            for (Feed feed : Feed.values()) {
                mappings.put(feed.title(), Mapping.of(feed));
            }
            mappings.putAll(FeedsFile.read(file));
        }
        return mappings;
    }
}
