package reckoner.personal;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The list of what every column of every table holds of a person: {@code sql/personal/columns.yaml}. */
final class Inventory {

    /** What a column holds; the head of the list says what each means. */
    enum Holds {
        ACCOUNT,
        PERSONAL,
        TEXT,
        SECRET,
        NONE
    }

    /** Rows in which the account or a name of the person is mentioned. */
    static final String MENTIONS = "mentions";
    /** No rows but those of a command under way. */
    static final String EMPTY = "empty";

    /**
     * A table.
     *
     * @param rows which rows are an account's, as the list says it; null: it is about no account
     * @param what is held there, in words for the person, as are source and kept; empty where rows is null or empty
     */
    record TableOf(String name, @Nullable String rows, String what, String source, String kept, Map<String, Holds> columns) {

        List<String> columns(Holds... wanted) {
            List<Holds> all = List.of(wanted);
            return columns.entrySet().stream().filter(column -> all.contains(column.getValue())).map(Map.Entry::getKey).toList();
        }

        /** Has it rows that are an account's and stay there? */
        boolean isHeld() {
            return rows != null && !rows.equals(EMPTY);
        }
    }

    private final Map<String, TableOf> tables = new LinkedHashMap<>();

    private Inventory(Map<String, Map<String, Object>> all) {
        all.forEach((name, said) -> {
            Map<String, Holds> columns = new LinkedHashMap<>();
            for (Holds holds : Holds.values()) {
                if (said.get(holds.name().toLowerCase(Locale.ROOT)) instanceof List<?> names) {
                    names.forEach(column -> {
                        if (columns.put(String.valueOf(column), holds) != null) {
                            throw new IllegalStateException(name + "." + column + " is in columns.yaml twice");
                        }
                    });
                }
            }
            tables.put(name, new TableOf(name, (String) said.get("rows"), text(said, "what"), text(said, "source"), text(said, "kept"), columns));
        });
    }

    private static String text(Map<String, Object> said, String key) {
        return String.valueOf(said.getOrDefault(key, ""));
    }

    static Inventory read() {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try (InputStream in = new ClassPathResource("sql/personal/columns.yaml").getInputStream()) {
            return new Inventory(new Yaml(new SafeConstructor(strict)).load(in));
        } catch (IOException e) {
            throw new IllegalStateException("sql/personal/columns.yaml is not in the jar", e);
        }
    }

    Stream<TableOf> tables() {
        return tables.values().stream();
    }

    /** Tables with rows of accounts, in the order of the list. */
    List<TableOf> held() {
        return tables().filter(TableOf::isHeld).toList();
    }
}
