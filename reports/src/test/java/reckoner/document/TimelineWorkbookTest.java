package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

class TimelineWorkbookTest {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    @Test
    void an_interval_is_a_row_with_its_local_time_and_the_totals_are_live() throws IOException {
        try (XSSFWorkbook book = written(List.of(row("2026-03-01", "2026-03-01T05:00:00Z", 3, "1.75"), row("2026-03-02", "2026-03-02T05:00:00Z", 4, "0.05")), 7, "1.80")) {
            XSSFSheet sheet = book.getSheet("Timeline");
            XSSFRow first = sheet.getRow(1);
            assertThat(first.getCell(0).getStringCellValue()).isEqualTo("2026-03-01");
            assertThat(first.getCell(1).getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.of(2026, 3, 1, 0, 0));
            assertThat(first.getCell(3).getRawValue()).isEqualTo("1.75");
            XSSFRow totals = sheet.getRow(3);
            assertThat(totals.getCell(0).getStringCellValue()).isEqualTo("Total");
            assertThat(totals.getCell(2).getCellFormula()).isEqualTo("SUBTOTAL(9,C2:C3)");
            assertThat(totals.getCell(2).getNumericCellValue()).isEqualTo(7);
            assertThat(totals.getCell(3).getCellFormula()).isEqualTo("SUBTOTAL(9,D2:D3)");
            assertThat(totals.getCell(3).getNumericCellValue()).isEqualTo(1.8);
            assertThat(sheet.getTables()).singleElement().satisfies(table -> assertThat(table.getArea().formatAsString()).isEqualTo("A1:D3"));
            assertThat(sheet.getDrawingPatriarch().getCharts()).hasSize(2)
                    .allSatisfy(chart -> assertThat(chart.getCTChart().xmlText()).contains("'Timeline'!$A$2:$A$3"));
        }
    }

    @Test
    void nothing_happened_is_a_sheet_without_charts() throws IOException {
        try (XSSFWorkbook book = written(List.of(), 0, "0.00")) {
            assertThat(book.getSheet("Timeline").getDrawingPatriarch()).isNull();
            assertThat(book.getSheet("Timeline").getRow(1).getCell(2).getNumericCellValue()).isZero();
        }
    }

    private static List<Cell> row(String label, String at, long activities, String used) {
        return List.of(Cell.text(label), Cell.moment(Instant.parse(at), ZONE), Cell.whole(activities), Cell.money(new BigDecimal(used)));
    }

    private static XSSFWorkbook written(List<List<Cell>> rows, long activities, String used) throws IOException {
        Table table = new Table("Timeline", List.of(Column.left("Interval", 22), Column.left("Starts at", 22), Column.right("Activities", 10), Column.right("Credits used", 12)),
                rows, List.of(Cell.text("Total"), Cell.EMPTY, Cell.whole(activities), Cell.money(new BigDecimal(used))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TimelineWorkbook.write(table, "by day", List.of(2, 3), Instant.parse("2026-11-01T00:00:00Z"), Branding.standard(), out);
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }
}
