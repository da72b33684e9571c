package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LibreOffice computes every formula of a workbook to the value that the workbook shows. */
class RecalculationTest {

    private static final double WRONG = 987_654.0;

    @Test
    void libreoffice_computes_what_is_shown(@TempDir Path folder) throws Exception {
        assumeTrue(isInstalled(), "NOT CHECKED: soffice is not installed, so nobody recalculated a workbook. apt-get install libreoffice-calc");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StatementWorkbook.write(Gallery.difficult(), Branding.standard(), 25, out);
        Map<String, Double> shown;
        Path spoilt = folder.resolve("spoilt.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray())); OutputStream file = Files.newOutputStream(spoilt)) {
            shown = formulas(book, true);
            book.write(file);
        }
        convert(spoilt, Files.createDirectory(folder.resolve("computed")), folder.resolve("profile"));
        try (InputStream in = Files.newInputStream(folder.resolve("computed/spoilt.xlsx")); XSSFWorkbook book = new XSSFWorkbook(in)) {
            Map<String, Double> computed = formulas(book, false);
            assertThat(computed.keySet()).isEqualTo(shown.keySet());
            // A spreadsheet adds binary fractions; less than a millionth of a credit is none.
            shown.forEach((cell, value) -> assertThat(computed.get(cell)).as(cell).isCloseTo(value, org.assertj.core.data.Offset.offset(0.000_000_1)));
            assertThat(shown).hasSizeGreaterThan(30);
        }
    }

    private static Map<String, Double> formulas(XSSFWorkbook book, boolean spoil) {
        Map<String, Double> values = new TreeMap<>();
        for (Sheet sheet : book) {
            for (Row row : sheet) {
                for (Cell cell : row) {
                    if (cell.getCellType() == CellType.FORMULA) {
                        values.put(sheet.getSheetName() + "!" + cell.getAddress(), cell.getNumericCellValue());
                        if (spoil) {
                            cell.setCellValue(WRONG);
                        }
                    }
                }
            }
        }
        return values;
    }

    /** Settings in which a workbook is computed anew when it is opened, whoever made it. */
    private static final String ALWAYS = """
            <?xml version="1.0" encoding="UTF-8"?>
            <oor:items xmlns:oor="http://openoffice.org/2001/registry">
              <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
            </oor:items>
            """;

    private static void convert(Path workbook, Path folder, Path profile) throws IOException, InterruptedException {
        Files.writeString(Files.createDirectories(profile.resolve("user")).resolve("registrymodifications.xcu"), ALWAYS);
        Process process = new ProcessBuilder("soffice", "-env:UserInstallation=" + profile.toUri(), "--headless", "--convert-to", "xlsx", "--outdir",
                folder.toString(), workbook.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "soffice")));
    }
}
