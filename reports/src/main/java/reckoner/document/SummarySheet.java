package reckoner.document;

import java.math.BigDecimal;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import reckoner.table.Cell;

/** Write the first sheet of a workbook from top to bottom: headings, labelled values, formulas; charts stand to the right. */
final class SummarySheet {

    /** Columns of labels and values; charts begin after them. */
    static final int CHART_COLUMN = 3;

    /** About as many characters fit the value's column, and both columns. */
    private static final int VALUE_CHARACTERS = 36;
    private static final int BOTH_CHARACTERS = 72;

    private final XSSFSheet sheet;
    private final BookStyles styles;
    private final CellWriter cells;
    private int next;

    SummarySheet(Book book) {
        sheet = book.held().createSheet(book.words().say("sheet.summary"));
        styles = book.styles();
        cells = new CellWriter(styles);
        sheet.setColumnWidth(0, 34 * 256);
        sheet.setColumnWidth(1, 36 * 256);
        sheet.setColumnWidth(2, 4 * 256);
        TableSheet.printSetup(book.paper(), book.words(), sheet, true);
        sheet.getPrintSetup().setFitHeight((short) 1);
    }

    XSSFSheet sheet() {
        return sheet;
    }

    void title(String title, String subtitle) {
        Row row = sheet.createRow(next++);
        row.setHeightInPoints(28);
        cells.text(row, 0, title, styles.title);
        cells.text(sheet.createRow(next++), 0, subtitle, styles.subtitle);
    }

    void heading(String text) {
        next++;
        Row row = sheet.createRow(next++);
        row.setHeightInPoints(20);
        cells.text(row, 0, text, styles.heading);
    }

    void value(String label, Cell value) {
        Row row = labelled(label);
        cells.write(row, 1, value);
        if (value instanceof Cell.Text text) {
            row.getCell(1).setCellStyle(styles.wrapped);
            row.setHeightInPoints(14f * (text.value().length() / VALUE_CHARACTERS + 1));
        }
    }

    /** Write a figure that a formula computes, and return its cell, like {@code B12}. */
    String formula(String label, String formula, BigDecimal result, boolean strong) {
        Row row = labelled(label);
        if (strong) {
            row.getCell(0).setCellStyle(styles.strong);
        }
        cells.formula(row, 1, formula, result, strong ? styles.strongMoney : styles.money);
        return "B" + next;
    }

    /** Write a count that a formula computes. */
    void count(String label, String formula, long result) {
        cells.formula(labelled(label), 1, formula, BigDecimal.valueOf(result), styles.whole);
    }

    /** Write a figure and return its cell. */
    String money(String label, BigDecimal value) {
        cells.number(labelled(label), 1, value, styles.money);
        return "B" + next;
    }

    /** Write words over both columns, as high as they need. */
    void words(String text) {
        Row row = sheet.createRow(next);
        cells.text(row, 0, text, styles.wrapped);
        sheet.addMergedRegion(new CellRangeAddress(next, next, 0, 1));
        // A spreadsheet does not fit the height of merged cells by itself.
        row.setHeightInPoints(14f * (text.length() / BOTH_CHARACTERS + 1));
        next++;
    }

    private Row labelled(String label) {
        Row row = sheet.createRow(next++);
        cells.text(row, 0, label, styles.label);
        return row;
    }
}
