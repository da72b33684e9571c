package reckoner.load;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which lines of a file are meant.
 *
 * @param only column and the values that it must have
 * @param skip column and the values that it must not have
 */
record Filter(Map<String, Set<String>> only, Map<String, Set<String>> skip) {

    static final Filter NONE = new Filter(Map.of(), Map.of());

    boolean takes(Line line, Layout layout) {
        return (only.isEmpty() && skip.isEmpty()) || line.fields() != layout.width()
                || only.entrySet().stream().allMatch(e -> e.getValue().contains(line.field(layout.place(e.getKey())).toString()))
                && skip.entrySet().stream().noneMatch(e -> e.getValue().contains(line.field(layout.place(e.getKey())).toString()));
    }

    Stream<String> columns() {
        return Stream.concat(only.keySet().stream(), skip.keySet().stream());
    }
}
