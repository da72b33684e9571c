package reckoner.backup;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import reckoner.Failure;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup says of itself, in its last entry.
 *
 * @param format of the file, 1
 * @param schema version of the schema that the tables are those of
 * @param partitions of the ledger, by their numbers
 */
record Contents(int format, String schema, Instant takenAt, List<Table> tables, List<Sequence> sequences, List<Long> partitions) {

    static final String ENTRY = "backup.json";
    static final int FORMAT = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    Contents {
        // A backup of an older schema says nothing of them.
        partitions = partitions == null ? List.of() : List.copyOf(partitions);
    }

    /** A table as it was: its rows are in the entry {@link #entry}, in the text format of COPY. */
    record Table(String name, List<String> columns, long rows, String sha256) {

        String entry() {
            return "tables/" + name + ".copy";
        }

        String target() {
            return quoted(name) + "(" + quotedColumns() + ")";
        }

        String query() {
            return "select " + quotedColumns() + " from " + quoted(name);
        }

        private String quotedColumns() {
            return columns.stream().map(Contents::quoted).collect(Collectors.joining(", "));
        }
    }

    /** Where a generator of numbers stood. */
    record Sequence(String name, long value, boolean used) {}

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    byte[] json() {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    /** What the entry of a backup says. Fails as {@code INPUT} where its format is another one. */
    static Contents of(Path file, byte[] json) {
        Contents contents = MAPPER.readValue(json, Contents.class);
        if (contents.format() != FORMAT) {
            throw Failure.input("%s is of format %d, this version reads %d. Nothing was restored. Restore it with the version that made it."
                    .formatted(file, contents.format(), FORMAT));
        }
        return contents;
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
