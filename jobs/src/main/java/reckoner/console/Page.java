package reckoner.console;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a longer list.
 *
 * @param next where the next page begins; null: these are the last
 */
record Page<T>(List<T> rows, @Nullable String next) {

    /** A page of {@code size} out of one more row than that, where there is one. */
    static <T> Page<T> of(List<T> found, int size, Function<T, String> cursor) {
        List<T> rows = found.size() > size ? found.subList(0, size) : found;
        return new Page<>(List.copyOf(rows), found.size() > size ? cursor.apply(rows.get(size - 1)) : null);
    }
}
