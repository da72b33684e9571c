package reckoner.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import reckoner.table.Column.Align;

/** Write a table as aligned text for a terminal; it measures every row, so it is meant for lists that people read. */
public final class TextTable {

    private static final String GAP = "  ";

    private TextTable() {}

    /** Write title, header, rows and totals, each line ended by a line feed. */
    public static void write(Table table, Appendable out) throws IOException {
        List<List<String>> rows = table.rows().stream().map(row -> texts(table.checked(row))).toList();
        List<String> header = table.columns().stream().map(Column::header).toList();
        List<String> totals = texts(table.totals());
        List<List<String>> all = new ArrayList<>(rows);
        all.add(header);
        if (!totals.isEmpty()) {
            all.add(totals);
        }
        int[] widths = widths(table.columns().size(), all);
        if (!table.title().isEmpty()) {
            out.append(table.title()).append('\n');
        }
        line(table, header, widths, out);
        rule(widths, out);
        for (List<String> row : rows) {
            line(table, row, widths, out);
        }
        if (!totals.isEmpty()) {
            rule(widths, out);
            line(table, totals, widths, out);
        }
    }

    /** Return how many terminal cells the text takes: two for wide characters, none for combining ones. */
    public static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        boolean wide = c >= 0x1100 && c <= 0x115F || c >= 0x2E80 && c <= 0xA4CF || c >= 0xAC00 && c <= 0xD7A3
                || c >= 0xF900 && c <= 0xFAFF || c >= 0xFE30 && c <= 0xFE6F || c >= 0xFF00 && c <= 0xFF60
                || c >= 0xFFE0 && c <= 0xFFE6 || c >= 0x1F300 && c <= 0x1FAFF || c >= 0x20000 && c <= 0x3FFFD;
        return wide ? 2 : 1;
    }

    private static List<String> texts(List<Cell> row) {
        return row.stream().map(TextTable::text).toList();
    }

    private static String text(Cell cell) {
        if (cell instanceof Cell.Text text) {
            // A control character in a name must not move the cursor of whoever reads the list.
            return text.value().replaceAll("\\p{Cntrl}", " ");
        } else if (cell instanceof Cell.Whole whole) {
            return Figures.whole(whole.value()).replace('\u2212', '-');
        } else if (cell instanceof Cell.Money money) {
            return Figures.money(money.value()).replace('\u2212', '-');
        } else if (cell instanceof Cell.Quantity quantity) {
            return Figures.quantity(quantity.value()).replace('\u2212', '-');
        } else if (cell instanceof Cell.Moment moment) {
            return Figures.moment(moment.value(), moment.zone());
        } else if (cell instanceof Cell.Percent percent) {
            return Figures.percent(percent.value());
        }
        throw new IllegalStateException("no text for " + cell);
    }

    private static int[] widths(int columns, List<List<String>> rows) {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        return widths;
    }

    private static void rule(int[] widths, Appendable out) throws IOException {
        for (int i = 0; i < widths.length; i++) {
            out.append(i == 0 ? "" : GAP).append("-".repeat(widths[i]));
        }
        out.append('\n');
    }

    private static void line(Table table, List<String> row, int[] widths, Appendable out) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            String padding = " ".repeat(widths[i] - width(row.get(i)));
            boolean right = table.columns().get(i).align() == Align.RIGHT;
            line.append(i == 0 ? "" : GAP).append(right ? padding + row.get(i) : row.get(i) + padding);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }
}
