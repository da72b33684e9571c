package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import reckoner.document.BookCharts.Figures;
import reckoner.table.Cell;
import reckoner.table.Table;

/** Write activity over time as a workbook of one sheet: a table with filter and live totals, and beside it native charts of its figures. */
public final class TimelineWorkbook {

    private static final int CHART_WIDTH = 10;
    private static final int CHART_HEIGHT = 16;

    private TimelineWorkbook() {}

    /**
     * Write the table; leave the stream open.
     *
     * @param table an interval a row, its name first, with totals
     * @param subject what it is of, as a file manager shows it
     * @param drawn the columns of counts and amounts, counted from 0, that get a chart each
     */
    public static void write(Table table, String subject, List<Integer> drawn, Instant madeAt, Branding branding, OutputStream out) throws IOException {
        try (Book book = new Book(branding)) {
            book.describe(table.title(), subject, branding.issuer(), madeAt);
            TableSheet tables = new TableSheet(book, TableSheet.MOST_ROWS);
            XSSFSheet sheet = (XSSFSheet) tables.hold(table);
            tables.totals(sheet, table);
            if (!table.rows().isEmpty()) {
                charts(sheet, table, drawn, branding);
            }
            book.write(out);
        }
    }

    private static void charts(XSSFSheet sheet, Table table, List<Integer> drawn, Branding branding) {
        BookCharts charts = new BookCharts(sheet, branding.language());
        List<String> names = table.rows().stream().map(row -> row.get(0) instanceof Cell.Text name ? name.value() : "").toList();
        for (int i = 0; i < drawn.size(); i++) {
            int column = drawn.get(i);
            List<BigDecimal> values = table.rows().stream().map(row -> number(row.get(column))).toList();
            charts.line(table.columns().get(column).header(), new Figures(sheet.getSheetName(), 0, column, names, values),
                    i == 0 ? branding.accent() : branding.highlight(), table.columns().size() + 1, 1 + i * (CHART_HEIGHT + 1), CHART_WIDTH, CHART_HEIGHT);
        }
    }

    private static BigDecimal number(Cell cell) {
        return cell instanceof Cell.Whole whole ? BigDecimal.valueOf(whole.value()) : ((Cell.Money) cell).value();
    }
}
