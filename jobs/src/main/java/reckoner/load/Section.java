package reckoner.load;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import reckoner.Failure;

/** A map of a settings file that must be used up: what nobody asked for is a mistake, named with file and key. */
final class Section {

    private final String place;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Set<String> known = new TreeSet<>();

    Section(String place, @Nullable Object node) {
        this.place = place;
        if (!(node instanceof Map<?, ?> map)) {
            throw wrong("must have keys of its own");
        }
        map.forEach((key, value) -> values.put(String.valueOf(key), value == null ? "" : value));
    }

    Set<String> keys() {
        return new LinkedHashSet<>(values.keySet());
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean isMap(String key) {
        return values.get(key) instanceof Map;
    }

    @Nullable Object take(String key) {
        known.add(key);
        return values.remove(key);
    }

    @Nullable String text(String key) {
        Object value = take(key);
        if (value instanceof Map || value instanceof Collection) {
            throw at(key).wrong("must be one value");
        }
        return value == null ? null : value.toString();
    }

    String text(String key, String absent) {
        String value = text(key);
        return value == null ? absent : value;
    }

    String required(String key) {
        String value = text(key);
        if (value == null || value.isEmpty()) {
            throw at(key).wrong("is missing");
        }
        return value;
    }

    boolean flag(String key, boolean absent) {
        String value = text(key, String.valueOf(absent));
        if (!value.equals("true") && !value.equals("false")) {
            throw at(key).wrong("is '" + value + "', must be true or false");
        }
        return value.equals("true");
    }

    /** One character, or {@code other} for {@code whatOther}. */
    char character(String key, char absent, String other, char whatOther) {
        String value = text(key, String.valueOf(absent));
        if (value.equals(other)) {
            return whatOther;
        }
        if (value.length() != 1) {
            throw at(key).wrong("is '" + value + "', must be one character or '" + other + "'");
        }
        return value.charAt(0);
    }

    List<String> list(String key) {
        Object value = take(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Collection<?> items)) {
            throw at(key).wrong("must be a list");
        }
        return items.stream().map(String::valueOf).toList();
    }

    Map<String, String> table(String key) {
        Object value = take(key);
        Map<String, String> table = new LinkedHashMap<>();
        if (value != null) {
            Section rows = new Section(place + "." + key, value);
            rows.keys().forEach(row -> table.put(row, rows.text(row, "")));
        }
        return table;
    }

    @Nullable Section section(String key) {
        Object value = take(key);
        return value == null ? null : new Section(place + "." + key, value);
    }

    Section at(String key) {
        return new Section(place + "." + key, Map.of());
    }

    /** Fails where a key is left that nobody asked for. */
    void end() {
        if (!values.isEmpty()) {
            throw at(values.keySet().iterator().next()).wrong("is not known here; known are " + String.join(", ", known));
        }
    }

    Failure wrong(String what) {
        return Failure.settings(place + " " + what + ". Nothing was loaded. Correct the file.");
    }
}
