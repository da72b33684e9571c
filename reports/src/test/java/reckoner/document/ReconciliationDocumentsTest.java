package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.FormulaEvaluator;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import reckoner.statement.ReconciliationReport;
import reckoner.statement.ReconciliationSamples;

/** The report of a reconciliation as PDF and as workbook. */
class ReconciliationDocumentsTest {

    private final Documents documents = Documents.create();

    @Test
    void the_first_page_says_what_was_found_and_what_could_not_be_checked() throws IOException {
        assertThat(text(ReconciliationSamples.report(18, false))).contains("Reconciliation report", "Run 42", "Whole ledger",
                "12 accounts, 123,456 entries", "Checks that could NOT be made 2", "18 discrepancies found; 2 of 6 checks",
                "payment not credited, usage not billed", "Discrepancies by likely cause", "NOT CHECKED",
                "Not checked: no payments feed has been loaded", "Next: Ask the vendor for the entry", "2 without a time are not in it");
    }

    @Test
    void nothing_found_is_not_everything_agrees_while_checks_are_missing() throws IOException {
        assertThat(text(ReconciliationSamples.report(0, false))).contains("What was checked agrees; 2 of 6 checks",
                "No discrepancies in what was checked; 2 checks could not be made.").doesNotContain("Everything agrees");
        assertThat(text(ReconciliationSamples.report(0, true))).contains("Everything agrees", "No discrepancies.").doesNotContain("NOT CHECKED");
    }

    @Test
    void every_one_of_many_is_listed() throws IOException {
        assertThat(text(ReconciliationSamples.report(300, true)).split("Next: Ask", -1)).hasSize(301);
    }

    @Test
    void formulas_of_the_workbook_compute_what_is_stated() throws IOException {
        ReconciliationReport report = ReconciliationSamples.report(18, false);
        try (XSSFWorkbook book = workbook(report)) {
            assertThat(book.getNumberOfSheets()).isEqualTo(5);
            FormulaEvaluator evaluator = book.getCreationHelper().createFormulaEvaluator();
            int formulas = 0;
            for (var sheet : book) {
                for (Row row : sheet) {
                    for (Cell cell : row) {
                        if (cell.getCellType() == org.apache.poi.ss.usermodel.CellType.FORMULA) {
                            double stated = cell.getNumericCellValue();
                            assertThat(evaluator.evaluate(cell).getNumberValue()).as(sheet.getSheetName() + cell.getAddress()).isEqualTo(stated, org.assertj.core.data.Offset.offset(1e-9));
                            formulas++;
                        }
                    }
                }
            }
            assertThat(formulas).isGreaterThan(30);
            XSSFSheet list = book.getSheet("Discrepancies");
            assertThat(list.getLastRowNum()).isEqualTo(18);
            assertThat(list.getTables().get(0).getCTTable().getAutoFilter().getRef()).isEqualTo("A1:N19");
            assertThat(book.getSheet("Summary").getDrawingPatriarch().getCharts()).hasSize(2);
            assertThat(book.getSheet("Checks").getRow(2).getCell(2).getStringCellValue()).isEqualTo("NOT CHECKED");
            assertThat(book.getSheet("Checks").getRow(2).getCell(5)).isNull();
        }
    }

    @Test
    void a_workbook_without_discrepancies_has_no_chart_of_nothing() throws IOException {
        try (XSSFWorkbook book = workbook(ReconciliationSamples.report(0, true))) {
            assertThat(book.getSheet("Summary").getDrawingPatriarch()).isNull();
            assertThat(book.getSheet("Summary").getRow(2).getCell(0).getStringCellValue()).isEqualTo("Everything agrees");
        }
    }

    private XSSFWorkbook workbook(ReconciliationReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        documents.workbook(report, Branding.standard(), out);
        return new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()));
    }

    private String text(ReconciliationReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        documents.pdf(report, Branding.standard(), out);
        try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(pdf).replaceAll("[ \\u00A0]+", " ");
        }
    }
}
