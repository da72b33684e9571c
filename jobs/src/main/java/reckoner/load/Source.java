package reckoner.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a native column comes from in a mapped file.
 *
 * @param column column of the feed
 * @param from name or 1-based position in the file; null: nowhere, or see otherwise
 * @param debit for money in two columns: the one with what goes out, {@code from} being what comes in
 * @param less for signed money: a column that is taken off, such as a fee
 * @param otherwise the value where the field is empty, or where there is no field
 * @param values the file's words and ours, {@code *} for any other word; empty: taken as they are
 * @param kind how the text is read
 */
record Source(
        Column column,
        @Nullable String from,
        @Nullable String debit,
        @Nullable String less,
        @Nullable Template otherwise,
        Map<String, String> values,
        Kind kind) {

    static Source nativeColumn(Column column) {
        return new Source(column, column.name(), null, null, null, Map.of(), column.kind());
    }

    static Source nowhere(Column column) {
        return new Source(column, null, null, null, null, Map.of(), column.kind());
    }

    static Source made(Column column, Template template, Kind kind) {
        return new Source(column, null, null, null, template, Map.of(), kind);
    }

    boolean isNowhere() {
        return from == null && otherwise == null;
    }

    boolean readsTime() {
        return otherwise != null && otherwise.readsTime();
    }

    /** Columns of the file whose text this kind reads. */
    List<String> numberColumns() {
        return Stream.of(from, debit, less).filter(name -> name != null).map(String::valueOf).toList();
    }

    /** All columns of the file that it needs. */
    List<String> columns() {
        List<String> all = new ArrayList<>(numberColumns());
        if (otherwise != null) {
            all.addAll(otherwise.columns());
        }
        return all;
    }
}
