package reckoner.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** Write a table as CSV: a header, plain figures, local times, no totals, so that every row is data. */
public final class CsvTable {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private CsvTable() {}

    /** Write header and rows; leave the writer open. */
    public static void write(Table table, Writer out) throws IOException {
        // Not closed: the writer belongs to the caller; flushing hands everything over.
        @SuppressWarnings("resource")
        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
        try {
            csv.writeRecord(table.columns().stream().map(column -> harmless(column.header())).toList());
            for (List<Cell> row : table.rows()) {
                csv.writeRecord(table.checked(row).stream().map(CsvTable::field).toList());
            }
            csv.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String field(Cell cell) {
        if (cell instanceof Cell.Text text) {
            return harmless(text.value());
        } else if (cell instanceof Cell.Whole whole) {
            return Long.toString(whole.value());
        } else if (cell instanceof Cell.Money money) {
            return Figures.plainMoney(money.value());
        } else if (cell instanceof Cell.Quantity quantity) {
            return Figures.plainQuantity(quantity.value());
        } else if (cell instanceof Cell.Moment moment) {
            return Figures.moment(moment.value(), moment.zone());
        } else if (cell instanceof Cell.Percent percent) {
            return percent.value().toPlainString();
        }
        throw new IllegalStateException("no CSV for " + cell);
    }

    /** Return text that no spreadsheet runs as a formula (OWASP, CSV injection): the apostrophe makes it text. */
    public static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
