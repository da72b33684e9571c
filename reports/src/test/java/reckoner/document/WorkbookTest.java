package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reckoner.statement.LineKind;
import reckoner.statement.Samples;
import reckoner.statement.Statement;

class WorkbookTest {

    @Test
    void sheets_stand_in_the_order_of_reading() throws IOException {
        assertThat(names(open(Samples.month(60), TableSheet.MOST_ROWS)))
                .containsExactly("Summary", "By engine", "By event", "Ledger", "Timeline", "Discrepancies");
        assertThat(names(open(Gallery.difficult(), TableSheet.MOST_ROWS))).contains("Discrepancies");
    }

    @Test
    void every_formula_computes_to_the_value_that_was_written_with_it() throws IOException {
        for (Statement statement : List.of(Samples.month(260), Gallery.difficult(), Samples.statement("25.00", List.of()))) {
            assertThat(checkFormulas(open(statement, TableSheet.MOST_ROWS))).isGreaterThan(8);
        }
    }

    @Test
    void a_ledger_longer_than_a_sheet_goes_on_in_the_next_and_still_adds_up() throws IOException {
        XSSFWorkbook book = open(Samples.month(260), 100);
        assertThat(names(book)).containsExactly("Summary", "By engine", "By event", "Ledger", "Ledger 2", "Ledger 3", "Timeline", "Discrepancies");
        assertThat(book.getSheet("Ledger").getLastRowNum()).isEqualTo(100);
        assertThat(book.getSheet("Ledger 3").getLastRowNum()).isEqualTo(60);
        checkFormulas(book);
    }

    @ParameterizedTest
    @EnumSource
    void rows_stand_in_tables_whose_names_and_columns_are_their_own(Language language) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StatementWorkbook.write(Gallery.difficult(), Branding.standard().in(language), 25, out);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            Set<String> names = new HashSet<>();
            for (Sheet sheet : book) {
                for (XSSFTable table : ((XSSFSheet) sheet).getTables()) {
                    assertThat(names.add(table.getName().toLowerCase(Locale.ROOT))).as(table.getName()).isTrue();
                    assertThat(table.getName()).matches("_[\\p{L}\\p{N}_]+");
                    assertThat(table.getColumns()).extracting(column -> column.getName().toLowerCase(Locale.ROOT)).doesNotHaveDuplicates()
                            .allSatisfy(name -> assertThat(name).isNotBlank());
                    for (int i = 0; i < table.getColumnCount(); i++) {
                        assertThat(table.getColumns().get(i).getName()).isEqualTo(sheet.getRow(0).getCell(i).getStringCellValue());
                    }
                }
            }
            assertThat(names).hasSize(book.getNumberOfSheets() - 1);
        }
    }

    @Test
    void ledger_cells_are_real_dates_numbers_and_text() throws IOException {
        Statement statement = Samples.statement("25.00", List.of(Samples.line("2026-03-05T10:00:00Z", "=1+1", LineKind.USE, "0.45",
                "24.55", "+Gala", "@Video", "Kling")));
        Row row = open(statement, TableSheet.MOST_ROWS).getSheet("Ledger").getRow(1);
        assertThat(row.getCell(0).getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.of(2026, 3, 5, 11, 0));
        assertThat(row.getCell(1).getCellType()).isEqualTo(CellType.STRING);
        assertThat(row.getCell(1).getStringCellValue()).isEqualTo("+Gala");
        assertThat(row.getCell(LedgerTable.MOVEMENT).getNumericCellValue()).isEqualTo(-0.45);
        assertThat(row.getCell(9).getNumericCellValue()).isEqualTo(24.55);
        assertThat(row.getCell(10).getCellType()).isEqualTo(CellType.STRING);
    }

    @Test
    void the_summary_shows_that_the_difference_to_the_ledger_is_zero() throws IOException {
        XSSFWorkbook book = open(Samples.month(260), TableSheet.MOST_ROWS);
        Cell difference = valueOf(book.getSheet("Summary"), "Difference to ledger");
        assertThat(difference.getCellType()).isEqualTo(CellType.FORMULA);
        assertThat(difference.getNumericCellValue()).isZero();
        assertThat(valueOf(book.getSheet("Summary"), "Closing balance").getNumericCellValue()).isEqualTo(166.31);
    }

    @Test
    void the_ledger_has_a_frozen_header_a_filter_and_prints_page_x_of_y() throws IOException {
        Sheet ledger = open(Samples.month(60), TableSheet.MOST_ROWS).getSheet("Ledger");
        assertThat(ledger.getPaneInformation().isFreezePane()).isTrue();
        assertThat(ledger.getRepeatingRows().formatAsString()).isEqualTo("1:1");
        assertThat(ledger.getPrintSetup().getLandscape()).isTrue();
        assertThat(ledger.getFooter().getRight()).isEqualTo("Page &P of &N");
        assertThat(((org.apache.poi.xssf.usermodel.XSSFSheet) ledger).getTables().get(0).getCTTable().getAutoFilter().getRef()).isEqualTo("A1:N61");
    }

    @Test
    void the_summary_has_native_charts() throws IOException {
        assertThat(open(Samples.month(60), TableSheet.MOST_ROWS).getSheet("Summary").getDrawingPatriarch()).isNotNull();
        assertThat(open(Samples.month(60), TableSheet.MOST_ROWS).getSheetAt(0).createDrawingPatriarch().getCharts()).hasSize(3);
    }

    @Test
    void a_number_that_a_spreadsheet_would_falsify_is_refused() {
        assertThat(CellWriter.exact(new BigDecimal("123456789.123456"))).isEqualTo(123456789.123456);
        assertThatThrownBy(() -> CellWriter.exact(new BigDecimal("12345678901234567.89")))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("more digits than a spreadsheet can hold");
    }

    @Test
    void an_event_workbook_computes_too() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Documents.create().workbook(Samples.event(140), Branding.standard(), out);
        XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
        assertThat(names(book)).containsExactly("Summary", "By engine", "Event activities", "Timeline");
        checkFormulas(book);
    }

    static int checkFormulas(XSSFWorkbook book) {
        FormulaEvaluator evaluator = book.getCreationHelper().createFormulaEvaluator();
        int count = 0;
        for (Sheet sheet : book) {
            for (Row row : sheet) {
                for (Cell cell : row) {
                    if (cell.getCellType() == CellType.FORMULA) {
                        BigDecimal written = BigDecimal.valueOf(cell.getNumericCellValue());
                        BigDecimal computed = BigDecimal.valueOf(evaluator.evaluate(cell).getNumberValue());
                        assertThat(computed.subtract(written).abs()).as("%s!%s %s", sheet.getSheetName(), cell.getAddress(),
                                cell.getCellFormula()).isLessThan(new BigDecimal("0.0000001"));
                        count++;
                    }
                }
            }
        }
        return count;
    }

    private static Cell valueOf(Sheet sheet, String label) {
        for (Row row : sheet) {
            if (row.getCell(0) != null && label.equals(row.getCell(0).getStringCellValue())) {
                return row.getCell(1);
            }
        }
        throw new AssertionError("no row " + label);
    }

    private static List<String> names(XSSFWorkbook book) {
        List<String> names = new ArrayList<>();
        book.sheetIterator().forEachRemaining(sheet -> names.add(sheet.getSheetName()));
        return names;
    }

    private static XSSFWorkbook open(Statement statement, int mostRows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StatementWorkbook.write(statement, Branding.standard(), mostRows, out);
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }
}
