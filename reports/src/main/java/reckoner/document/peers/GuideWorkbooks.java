package reckoner.document.peers;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import reckoner.table.Cell;
import reckoner.table.Table;

/** A table as a workbook the way the guides of POI (SXSSF) and of fastexcel show it: dates and amounts formatted, nothing else. */
public final class GuideWorkbooks {

    private static final int WINDOW = 100;
    private static final String DATE = "yyyy-mm-dd hh:mm:ss";
    private static final String MONEY = "#,##0.00##";

    private GuideWorkbooks() {}

    /** Write with POI's streaming workbook. */
    public static void sxssf(Table table, OutputStream out) throws IOException {
        try (SXSSFWorkbook book = new SXSSFWorkbook(WINDOW)) {
            CellStyle date = style(book, DATE);
            CellStyle money = style(book, MONEY);
            SXSSFSheet sheet = book.createSheet("Activity");
            Row header = sheet.createRow(0);
            for (int i = 0; i < table.columns().size(); i++) {
                header.createCell(i).setCellValue(table.columns().get(i).header());
            }
            int number = 1;
            for (List<Cell> cells : table.rows()) {
                Row row = sheet.createRow(number++);
                for (int i = 0; i < cells.size(); i++) {
                    write(row.createCell(i), cells.get(i), date, money);
                }
            }
            book.write(out);
        }
    }

    private static void write(org.apache.poi.ss.usermodel.Cell target, Cell cell, CellStyle date, CellStyle money) {
        if (cell instanceof Cell.Text text) {
            target.setCellValue(text.value());
        } else if (cell instanceof Cell.Money amount) {
            target.setCellValue(amount.value().doubleValue());
            target.setCellStyle(money);
        } else if (cell instanceof Cell.Moment moment) {
            target.setCellValue(LocalDateTime.ofInstant(moment.value(), moment.zone()));
            target.setCellStyle(date);
        } else {
            throw new IllegalArgumentException("not in the log: " + cell);
        }
    }

    private static CellStyle style(SXSSFWorkbook book, String format) {
        CellStyle style = book.createCellStyle();
        style.setDataFormat(book.createDataFormat().getFormat(format));
        return style;
    }

    /** Write with fastexcel; {@code level} is that of the compression, 6 if nobody asks. */
    public static void fastexcel(Table table, int level, OutputStream out) throws IOException {
        Workbook book = new Workbook(out, "Reckoner", "1.0");
        book.setCompressionLevel(level);
        Worksheet sheet = book.newWorksheet("Activity");
        for (int i = 0; i < table.columns().size(); i++) {
            sheet.value(0, i, table.columns().get(i).header());
        }
        int number = 1;
        for (List<Cell> cells : table.rows()) {
            for (int i = 0; i < cells.size(); i++) {
                write(sheet, number, i, cells.get(i));
            }
            number++;
            if (number % WINDOW == 0) {
                sheet.flush();
            }
        }
        book.finish();
    }

    private static void write(Worksheet sheet, int row, int column, Cell cell) {
        if (cell instanceof Cell.Text text) {
            sheet.value(row, column, text.value());
        } else if (cell instanceof Cell.Money amount) {
            sheet.value(row, column, amount.value());
            sheet.style(row, column).format(MONEY).set();
        } else if (cell instanceof Cell.Moment moment) {
            sheet.value(row, column, LocalDateTime.ofInstant(moment.value(), moment.zone()));
            sheet.style(row, column).format(DATE).set();
        } else {
            throw new IllegalArgumentException("not in the log: " + cell);
        }
    }
}
