package reckoner.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reckoner.Failure;
import reckoner.table.Cell;
import reckoner.table.CsvTable;
import reckoner.table.Figures;
import reckoner.table.Table;
import reckoner.table.TextTable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** How an answer is printed. All of them go to standard output, in UTF-8, with nothing else beside them. */
enum OutputFormat {
    text,
    csv,
    json,
    jsonl,
    xlsx;

    /** Fail as {@code COMMAND} where this format is not among {@code offered}. */
    void requireOneOf(OutputFormat... offered) {
        if (!List.of(offered).contains(this)) {
            throw Failure.command("--format " + this + " is not offered here. Choose one of " + List.of(offered) + ".");
        }
    }

    /**
     * Print {@code table}: aligned text, CSV, one JSON object with {@code about} and the rows, or a JSON object a line.
     *
     * @param about what the answer refers to, for JSON; text has it in the title
     */
    void print(Table table, Map<String, @Nullable Object> about) {
        print(table, about, System.out);
    }

    void print(Table table, Map<String, @Nullable Object> about, OutputStream stream) {
        try {
            Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
            switch (this) {
                case text -> TextTable.write(table, out);
                case csv -> CsvTable.write(table, out);
                case json -> json(table, about, out);
                case jsonl -> jsonLines(table, out);
                case xlsx -> throw Failure.command("--format xlsx is not offered here.");
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void json(Table table, Map<String, @Nullable Object> about, Writer out) throws IOException {
        List<String> names = table.columns().stream().map(column -> name(column.header())).toList();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(new Unclosed(out))) {
            json.writeStartObject();
            about.forEach((name, value) -> json.writePOJOProperty(name, value));
            json.writeArrayPropertyStart("rows");
            for (List<Cell> row : table.rows()) {
                json.writeRaw('\n');
                object(json, names, row);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    /** One object a line and nothing around them, so that a reader needs no more than a line at a time. */
    private static void jsonLines(Table table, Writer out) throws IOException {
        List<String> names = table.columns().stream().map(column -> name(column.header())).toList();
        try (JsonGenerator json = JsonMapper.shared().writer().withRootValueSeparator("").createGenerator(new Unclosed(out))) {
            for (List<Cell> row : table.rows()) {
                object(json, names, row);
                json.writeRaw('\n');
            }
        }
    }

    private static void object(JsonGenerator json, List<String> names, List<Cell> row) {
        json.writeStartObject();
        for (int i = 0; i < names.size(); i++) {
            json.writePOJOProperty(names.get(i), value(row.get(i)));
        }
        json.writeEndObject();
    }

    /** "Credits used" is creditsUsed. */
    private static String name(String header) {
        StringBuilder name = new StringBuilder();
        for (String word : header.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
            name.append(name.isEmpty() || word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return name.toString();
    }

    /** Money is text, so that no reader makes it a binary fraction. */
    private static @Nullable Object value(Cell cell) {
        if (cell instanceof Cell.Text text) {
            return text.value().isEmpty() ? null : text.value();
        } else if (cell instanceof Cell.Whole whole) {
            return whole.value();
        } else if (cell instanceof Cell.Money money) {
            return Figures.plainMoney(money.value());
        } else if (cell instanceof Cell.Quantity quantity) {
            return Figures.plainQuantity(quantity.value());
        } else if (cell instanceof Cell.Moment moment) {
            return moment.value().atZone(moment.zone()).toOffsetDateTime().toString();
        } else if (cell instanceof Cell.Percent percent) {
            return percent.value().toPlainString();
        }
        throw new IllegalStateException("no JSON for " + cell);
    }

    /** The generator closes its writer; standard output is to stay open. */
    private static final class Unclosed extends java.io.FilterWriter {
        Unclosed(Writer out) {
            super(out);
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            out.write(text, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
