package reckoner.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

/** Write a table to a sheet: frozen header, filter, print set-up; and go on to a next sheet when one is full. */
final class TableSheet {

    /** Excel's limit of 1,048,576 rows, less the header. */
    static final int MOST_ROWS = 1_048_575;

    private static final int CHARACTER = 256;
    private static final float LINE_POINTS = 13;

    private final Book book;
    private final CellWriter cells;
    private final int mostRows;
    private final boolean wraps;

    TableSheet(Book book, int mostRows) {
        this(book, mostRows, false);
    }

    /** Write to sheets whose sentences wrap within their column instead of running on. */
    static TableSheet wrapping(Book book, int mostRows) {
        return new TableSheet(book, mostRows, true);
    }

    private TableSheet(Book book, int mostRows, boolean wraps) {
        this.book = book;
        this.cells = new CellWriter(book.styles());
        this.mostRows = mostRows;
        this.wraps = wraps;
    }

    /** Write all rows to as many sheets as it takes and return their names; an empty table makes one sheet. */
    List<String> stream(Table table) {
        List<String> names = new ArrayList<>();
        int size = table.rows().size();
        for (int from = 0; from == 0 || from < size; from += mostRows) {
            String name = WorkbookUtil.createSafeSheetName(names.isEmpty() ? table.title() : table.title() + " " + (names.size() + 1));
            names.add(name);
            XSSFSheet sheet = book.held().createSheet(name);
            int count = Math.min(size - from, mostRows);
            prepare(sheet, table, count);
            book.later(sheet, table, from, count, wraps);
        }
        return names;
    }

    /** Write a short table to a sheet that stays in memory, ready for formulas and charts. */
    Sheet hold(Table table) {
        XSSFSheet sheet = book.held().createSheet(WorkbookUtil.createSafeSheetName(table.title()));
        prepare(sheet, table, table.rows().size());
        int rowNumber = 1;
        for (List<Cell> row : table.rows()) {
            write(sheet.createRow(rowNumber++), row, table.columns());
        }
        return sheet;
    }

    /** Put a row of totals below: SUBTOTAL formulas, so that they follow the filter, with their results. */
    void totals(Sheet sheet, int rows, String label, List<Integer> columns, List<BigDecimal> results, boolean firstIsCount) {
        Row row = sheet.createRow(rows + 1);
        int width = sheet.getRow(0).getLastCellNum();
        for (int i = 0; i < width; i++) {
            cells.text(row, i, i == 0 ? label : "", book.styles().strong);
        }
        for (int i = 0; i < columns.size(); i++) {
            String letter = letter(columns.get(i));
            String formula = "SUBTOTAL(9," + letter + "2:" + letter + (Math.max(rows, 1) + 1) + ")";
            var style = i == 0 && firstIsCount ? book.styles().strongWhole : book.styles().strongMoney;
            cells.formula(row, columns.get(i), formula, results.get(i), style);
        }
    }

    /** Put the totals of a table that is held below it, as formulas that follow the filter, with their results. */
    void totals(Sheet sheet, Table table) {
        int rows = table.rows().size();
        Row row = sheet.createRow(rows + 1);
        for (int i = 0; i < table.columns().size(); i++) {
            String formula = "SUBTOTAL(9," + letter(i) + "2:" + letter(i) + (Math.max(rows, 1) + 1) + ")";
            Cell total = table.totals().get(i);
            if (total instanceof Cell.Whole whole) {
                cells.formula(row, i, formula, BigDecimal.valueOf(whole.value()), book.styles().strongWhole);
            } else if (total instanceof Cell.Money money) {
                cells.formula(row, i, formula, money.value(), book.styles().strongMoney);
            } else {
                cells.text(row, i, total instanceof Cell.Text text ? text.value() : "", book.styles().strong);
            }
        }
    }

    /** Set the paper, landscape or not, one page wide, the header on each page, page x of y. */
    static void printSetup(Paper paper, Wording words, Sheet sheet, boolean landscape) {
        sheet.setFitToPage(true);
        sheet.setAutobreaks(true);
        PrintSetup print = sheet.getPrintSetup();
        print.setPaperSize(paper == Paper.A4 ? PrintSetup.A4_PAPERSIZE : PrintSetup.LETTER_PAPERSIZE);
        print.setLandscape(landscape);
        print.setFitWidth((short) 1);
        print.setFitHeight((short) 0);
        sheet.getFooter().setLeft("&A");
        sheet.getFooter().setRight(words.say("sheet.page"));
        sheet.setDisplayGridlines(false);
    }

    /** Make header and rows a table of the workbook, which can be filtered, sorted and named in formulas; a total below is none of it. */
    static void filtered(XSSFSheet sheet, Table table, int rows) {
        AreaReference area = new AreaReference(new CellReference(0, 0), new CellReference(Math.max(rows, 1), table.columns().size() - 1),
                SpreadsheetVersion.EXCEL2007);
        XSSFTable named = sheet.createTable(area);
        // What Excel allows for a name, and never what it takes for a cell (TAB1): letters and an underscore.
        String name = "_" + sheet.getSheetName().replaceAll("[^\\p{L}\\p{N}]", "_");
        named.setName(name);
        named.setDisplayName(name);
        named.getCTTable().addNewAutoFilter().setRef(area.formatAsString());
    }

    /** Return the letters of a column counted from 0. */
    static String letter(int column) {
        return CellReference.convertNumToColString(column);
    }

    private void prepare(XSSFSheet sheet, Table table, int rows) {
        Row header = sheet.createRow(0);
        header.setHeightInPoints(22);
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            boolean right = column.align() == Column.Align.RIGHT;
            cells.text(header, i, column.header(), right ? book.styles().headerRight : wraps ? book.styles().sentenceHeader : book.styles().header);
            sheet.setColumnWidth(i, (column.width() + 2) * CHARACTER);
        }
        sheet.createFreezePane(0, 1);
        filtered(sheet, table, rows);
        sheet.setRepeatingRows(CellRangeAddress.valueOf("1:1"));
        printSetup(book.paper(), book.words(), sheet, true);
    }

    private void write(Row row, List<Cell> values, List<Column> columns) {
        int lines = 1;
        for (int i = 0; i < values.size(); i++) {
            if (Cell.EMPTY.equals(values.get(i))) {
                continue;
            }
            cells.write(row, i, values.get(i));
            if (wraps && values.get(i) instanceof Cell.Text text) {
                row.getCell(i).setCellStyle(book.styles().sentence);
                lines = Math.max(lines, text.value().length() / columns.get(i).width() + 1);
            }
        }
        if (lines > 1) {
            row.setHeightInPoints(LINE_POINTS * lines + 2);
        }
    }
}
