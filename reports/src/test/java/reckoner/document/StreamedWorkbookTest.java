package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

class StreamedWorkbookTest {

    private static final List<Column> COLUMNS = List.of(Column.left("Date", 19), Column.left("Service", 30), Column.right("Count", 8),
            Column.right("Amount", 12), Column.right("Quantity", 12), Column.right("Share", 8));
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    @Test
    void cells_are_dates_of_the_zone_exact_numbers_and_text() throws IOException {
        XSSFRow row = open(written(table(List.of(row("2026-03-01T04:59:59.9Z", "AI Draw Me", "-1234.567891"))), 10)).getSheet("Activity").getRow(1);

        assertThat(row.getCell(0).getLocalDateTimeCellValue()).isEqualTo(LocalDateTime.of(2026, 2, 28, 23, 59, 59));
        assertThat(row.getCell(0).getCellStyle().getDataFormatString()).isEqualTo("yyyy\\-mm\\-dd hh:mm:ss");
        assertThat(row.getCell(1).getStringCellValue()).isEqualTo("AI Draw Me");
        assertThat(row.getCell(2).getRawValue()).isEqualTo("7");
        assertThat(row.getCell(3).getRawValue()).isEqualTo("-1234.567891");
        assertThat(row.getCell(3).getCellStyle().getDataFormatString()).isEqualTo(BookStyles.MONEY);
        assertThat(row.getCell(4)).isNull();
        assertThat(row.getCell(5).getRawValue()).isEqualTo("0.125");
    }

    @Test
    void every_second_of_a_day_comes_back() throws IOException {
        Instant midnight = Instant.parse("2026-06-01T04:00:00Z");
        List<List<Cell>> rows = IntStream.range(0, 86_400).mapToObj(second -> row(midnight.plusSeconds(second).toString(), "x", "0.00")).toList();
        XSSFSheet sheet = open(written(table(rows), 100_000)).getSheetAt(0);
        for (int second = 0; second < 86_400; second++) {
            assertThat(sheet.getRow(second + 1).getCell(0).getLocalDateTimeCellValue())
                    .isEqualTo(LocalDateTime.of(2026, 6, 1, 0, 0).plusSeconds(second));
        }
    }

    @Test
    void text_is_never_a_formula_and_comes_back_as_it_was() throws IOException {
        List<String> texts = List.of("=1+1", "+Gala", "-2", "@SUM(A1)", "=cmd|'/c calc'!A1", "<b>&amp;\"", " spaced ", "two\nlines", "_x0041_", "tab\there",
                "Ayşe 世界 🎉", "\u0001\u001f", "a\rb", "_", "x_");
        XSSFSheet sheet = open(written(table(texts.stream().map(text -> row("2026-03-01T00:00:00Z", text, "1.00")).toList()), 100)).getSheetAt(0);
        for (int i = 0; i < texts.size(); i++) {
            assertThat(sheet.getRow(i + 1).getCell(1).getCellType()).isEqualTo(CellType.STRING);
            assertThat(sheet.getRow(i + 1).getCell(1).getStringCellValue()).isEqualTo(texts.get(i));
        }
    }

    @Test
    void what_no_file_can_hold_is_marked_or_refused() throws IOException {
        String broken = "\ud83c|\ufffe|" + "x".repeat(40_000);
        String kept = open(written(table(List.of(row("2026-03-01T00:00:00Z", broken, "1.00"))), 10)).getSheetAt(0).getRow(1).getCell(1).getStringCellValue();
        assertThat(kept).startsWith("\ufffd|\ufffd|xxx").hasSize(32_767);
        assertThatThrownBy(() -> written(table(List.of(row("2026-03-01T00:00:00Z", "x", "12345678901234567.89"))), 10))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("more digits than a spreadsheet can hold");
    }

    @Test
    void rows_go_on_in_the_next_sheet_and_none_is_lost() throws IOException {
        XSSFWorkbook book = open(written(table(numbered(250)), 100));

        List<String> read = new ArrayList<>();
        book.forEach(sheet -> {
            for (int i = 1; i <= sheet.getLastRowNum(); i++) {
                read.add(sheet.getRow(i).getCell(1).getStringCellValue());
            }
        });
        assertThat(read).isEqualTo(IntStream.range(0, 250).mapToObj(i -> "N" + i).toList());
        assertThat(IntStream.range(0, 3).mapToObj(i -> book.getSheetName(i) + " " + book.getSheetAt(i).getTables().get(0).getCTTable().getAutoFilter().getRef()))
                .containsExactly("Activity A1:F101", "Activity 2 A1:F101", "Activity 3 A1:F51");
        for (int i = 0; i < 3; i++) {
            assertThat(book.getSheetAt(i).getRow(0).getCell(3).getStringCellValue()).isEqualTo("Amount");
            assertThat(book.getSheetAt(i).getPaneInformation().isFreezePane()).isTrue();
            assertThat(book.getSheetAt(i).getRepeatingRows().formatAsString()).isEqualTo("1:1");
            assertThat(book.getSheetAt(i).isSelected()).isEqualTo(i == 0);
        }
    }

    @Test
    void a_full_sheet_needs_no_next_one_and_no_rows_still_make_a_sheet() throws IOException {
        assertThat(open(written(table(numbered(100)), 100)).getNumberOfSheets()).isEqualTo(1);
        assertThat(open(written(table(List.of()), 100)).getSheet("Activity").getLastRowNum()).isZero();
    }

    @Test
    void the_same_rows_give_the_same_bytes() throws IOException {
        assertThat(written(table(numbered(20)), 7)).isEqualTo(written(table(numbered(20)), 7));
    }

    @Test
    void more_than_a_million_rows_are_cut_at_the_limit_of_the_format(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("rows.xlsx");
        List<Cell> row = row("2026-03-01T00:00:00Z", "AI Draw Me", "0.25");
        try (OutputStream out = Files.newOutputStream(file)) {
            StreamedWorkbook.write(table(Collections.nCopies(TableSheet.MOST_ROWS + 3, row)), Branding.standard(), out);
        }
        assertThat(rowsIn(file, 1)).isEqualTo(TableSheet.MOST_ROWS + 1);
        assertThat(rowsIn(file, 2)).isEqualTo(4);
    }

    private static long rowsIn(Path file, int sheet) throws IOException {
        try (var zip = new ZipFile(file.toFile())) {
            byte[] part = new byte[1 << 16];
            long rows = 0;
            boolean open = false;
            try (var in = zip.getInputStream(zip.getEntry("xl/worksheets/sheet" + sheet + ".xml"))) {
                for (int read = in.read(part); read > 0; read = in.read(part)) {
                    for (int i = 0; i < read; i++) {
                        // "<r" begins rows only: cells begin with "<c".
                        rows += open && part[i] == 'r' ? 1 : 0;
                        open = part[i] == '<';
                    }
                }
            }
            return rows;
        }
    }

    @Test
    void libreoffice_opens_it_and_reads_the_same_values(@TempDir Path folder) throws Exception {
        Path soffice = Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(place -> Path.of(place, "soffice")).filter(Files::isExecutable)
                .findFirst().orElse(null);
        assumeTrue(soffice != null, "not run: there is no soffice on the PATH");
        Path file = Files.write(folder.resolve("activity.xlsx"), written(table(List.of(
                row("2026-03-01T04:59:59Z", "=1+1", "-1234.50"), row("2026-11-01T05:30:00Z", "Ayşe & <世界>", "0.000001"))), 10));
        Process office = new ProcessBuilder(soffice.toString(), "-env:UserInstallation=" + folder.resolve("profile").toUri(), "--headless",
                "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", folder.toString(), file.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        assertThat(office.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("activity-Activity.csv"))).isEqualTo("""
                Date,Service,Count,Amount,Quantity,Share
                2026-02-28 23:59:59,=1+1,7,-1234.5,,12.5%
                2026-11-01 01:30:00,Ayşe & <世界>,7,0.000001,,12.5%
                """);
    }

    private static List<List<Cell>> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> row("2026-03-01T00:00:00Z", "N" + i, "1.00")).toList();
    }

    private static List<Cell> row(String at, String text, String amount) {
        return List.of(Cell.moment(Instant.parse(at), ZONE), Cell.text(text), Cell.whole(7), Cell.money(new BigDecimal(amount)), Cell.EMPTY,
                Cell.percent(new BigDecimal("12.5")));
    }

    private static Table table(List<List<Cell>> rows) {
        return Table.of("Activity", COLUMNS, rows);
    }

    private static byte[] written(Table table, int mostRows) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StreamedWorkbook.write(table, Branding.standard(), mostRows, out);
        return out.toByteArray();
    }

    private static XSSFWorkbook open(byte[] workbook) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(workbook));
    }
}
