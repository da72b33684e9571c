package reckoner.load;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a native column comes from in a mapped file.
 *
 * @param column column of the feed
 * @param from name or 1-based position in the file; null: nowhere, or see constant
 * @param debit for money in two columns: the one with what goes out, {@code from} being what comes in
 * @param constant the same text for every line
 * @param whenBlank what an empty field means
 * @param values the file's words and ours; empty: taken as they are
 * @param kind how the text is read
 */
record Source(
        Column column,
        @Nullable String from,
        @Nullable String debit,
        @Nullable String constant,
        @Nullable String whenBlank,
        Map<String, String> values,
        Kind kind) {

    static Source nativeColumn(Column column) {
        return new Source(column, column.name(), null, null, null, Map.of(), column.kind());
    }

    static Source nowhere(Column column) {
        return new Source(column, null, null, null, null, Map.of(), column.kind());
    }

    boolean isNowhere() {
        return from == null && constant == null;
    }
}
