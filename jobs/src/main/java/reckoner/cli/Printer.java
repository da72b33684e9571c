package reckoner.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reckoner.table.CsvTable;
import reckoner.table.Table;
import reckoner.table.TextTable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes results to standard output and progress to standard error, so that one can be piped without the other. */
final class Printer {

    static final JsonMapper JSON = JsonMapper.builder().build();
    private static final PrintStream OUT = System.out;

    private Printer() {}

    static void line(String text) {
        OUT.println(text);
    }

    /** A sign of life for the person at the terminal; never part of the result. */
    static void progress(String text) {
        System.err.println(text);
    }

    static void text(Table table) {
        StringBuilder text = new StringBuilder();
        try {
            TextTable.write(table, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OUT.print(text);
    }

    static void csv(Table table) {
        StringWriter text = new StringWriter();
        try {
            CsvTable.write(table, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OUT.print(text);
    }

    static void json(JsonNode node) {
        OUT.println(JSON.writeValueAsString(node));
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** Money in JSON is text, so that no reader makes a floating-point number of it. */
    static String money(BigDecimal credits) {
        BigDecimal plain = credits.stripTrailingZeros();
        return plain.scale() < 2 ? plain.setScale(2, RoundingMode.UNNECESSARY).toPlainString() : plain.toPlainString();
    }

    static @Nullable String instant(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
