package reckoner.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import reckoner.Failure;
import tools.jackson.core.JacksonException;
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

    /** Fails as {@code INPUT} where the file is no backup that can be read. */
    static Contents of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Failure.input("There is no file " + file + ". Nothing was restored. Check the path.");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(ENTRY);
            if (entry == null) {
                throw Failure.input(file + " is no backup of Reckoner: it has no " + ENTRY + ". Nothing was restored.");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                Contents contents = MAPPER.readValue(in, Contents.class);
                if (contents.format() != FORMAT) {
                    throw Failure.input("%s is of format %d, this version reads %d. Nothing was restored. Restore it with the version that made it."
                            .formatted(file, contents.format(), FORMAT));
                }
                return contents;
            }
        } catch (ZipException | JacksonException e) {
            throw Failure.input("%s is no whole backup (%s). Nothing was restored. Take another copy of it.".formatted(file, e.getMessage()));
        } catch (IOException e) {
            throw Failure.environment("Cannot read " + file + ": " + e.getMessage() + ". Nothing was restored.", e);
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
