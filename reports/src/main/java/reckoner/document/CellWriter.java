package reckoner.document;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import reckoner.table.Cell;

/** Write typed cells as what a spreadsheet can compute with: numbers, dates, and text that never is a formula. */
final class CellWriter {

    private static final int LONGEST_TEXT = 32_767;

    private final BookStyles styles;

    CellWriter(BookStyles styles) {
        this.styles = styles;
    }

    void write(Row row, int column, Cell cell) {
        if (cell instanceof Cell.Text text) {
            text(row, column, text.value(), styles.text);
        } else if (cell instanceof Cell.Whole whole) {
            number(row, column, BigDecimal.valueOf(whole.value()), styles.whole);
        } else if (cell instanceof Cell.Money money) {
            number(row, column, money.value(), styles.money);
        } else if (cell instanceof Cell.Quantity quantity) {
            number(row, column, quantity.value(), styles.quantity);
        } else if (cell instanceof Cell.Percent percent) {
            number(row, column, percent.value().movePointLeft(2), styles.percent);
        } else if (cell instanceof Cell.Moment moment) {
            org.apache.poi.ss.usermodel.Cell target = row.createCell(column);
            target.setCellValue(LocalDateTime.ofInstant(moment.value(), moment.zone()).truncatedTo(ChronoUnit.SECONDS));
            target.setCellStyle(styles.moment);
        }
    }

    void text(Row row, int column, String value, CellStyle style) {
        org.apache.poi.ss.usermodel.Cell cell = row.createCell(column);
        if (!value.isEmpty()) {
            cell.setCellValue(value.length() > LONGEST_TEXT ? value.substring(0, LONGEST_TEXT) : value);
        }
        cell.setCellStyle(style);
    }

    void number(Row row, int column, BigDecimal value, CellStyle style) {
        org.apache.poi.ss.usermodel.Cell cell = row.createCell(column);
        cell.setCellValue(exact(value));
        cell.setCellStyle(style);
    }

    /** Write a formula with its result, for readers that do not compute. */
    void formula(Row row, int column, String formula, BigDecimal result, CellStyle style) {
        org.apache.poi.ss.usermodel.Cell cell = row.createCell(column);
        cell.setCellFormula(formula);
        cell.setCellValue(exact(result));
        cell.setCellStyle(style);
    }

    /**
     * Return the number as the format of the file demands, a double whose shortest decimal form is the exact amount.
     *
     * @throws ArithmeticException if there is none, which takes more than 15 digits: better no workbook than a wrong cent
     */
    static double exact(BigDecimal value) {
        double number = value.doubleValue();
        if (BigDecimal.valueOf(number).compareTo(value) != 0) {
            throw new ArithmeticException(value.toPlainString() + " has more digits than a spreadsheet can hold. Use CSV or PDF.");
        }
        return number;
    }
}
