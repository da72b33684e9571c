package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFMarkedContentExtractor;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reckoner.statement.LineKind;
import reckoner.statement.Samples;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;

class LanguagePdfTest {

    private final Documents documents = Documents.create();

    @ParameterizedTest
    @EnumSource
    void a_statement_and_a_report_speak_the_language_from_title_to_footer(Language language) throws IOException {
        Wording words = Wording.of(language);
        Branding branding = Branding.standard().in(language);
        try (PDDocument pdf = pdf(Samples.month(60), branding)) {
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo(language.tag());
            assertThat(pdf.getDocumentInformation().getTitle()).startsWith(words.say("statement") + " ST-2026-000123");
            String text = text(pdf);
            assertThat(text).contains(words.say("summary"), words.say("column.price"), words.say("ledger.brought"), words.say("ledger.carried"),
                    words.money(Samples.month(60).closing()), words.say("page.of", 1), words.say("verdict.agrees"));
            if (language != Language.EN) {
                assertThat(text).doesNotContain("Account", "Balance", "Opening", "Closing", "Statement", "Consume", "Success",
                        "March", "Credits");
            }
        }
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        documents.pdf(Samples.event(40), branding, event);
        try (PDDocument pdf = Loader.loadPDF(event.toByteArray())) {
            assertThat(text(pdf)).contains(words.say("event.summary"), words.say("event.note.after"), words.say("event.activities"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_workbook_speaks_the_language_and_its_formulas_still_compute(Language language) throws IOException {
        Wording words = Wording.of(language);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        documents.workbook(Gallery.difficult(), Branding.standard().in(language), out);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            List<String> names = new ArrayList<>();
            for (Sheet sheet : book) {
                names.add(sheet.getSheetName());
            }
            assertThat(names).containsExactly(words.say("sheet.summary"), words.say("sheet.engines"), words.say("sheet.events"),
                    words.say("ledger"), words.say("sheet.timeline"), words.say("sheet.findings"), words.say("sheet.changes"));
            assertThat(WorkbookTest.checkFormulas(book)).isGreaterThan(8);
            assertThat(book.getSheet(words.say("sheet.findings")).getRow(1).getCell(1).getStringCellValue())
                    .isEqualTo(words.check("running_balance"));
        }
    }

    @Test
    void each_section_has_one_bookmark_however_many_pages_it_takes() throws IOException {
        try (PDDocument pdf = pdf(Samples.month(120), Branding.standard())) {
            List<String> titles = new ArrayList<>();
            pdf.getDocumentCatalog().getDocumentOutline().children().forEach(item -> titles.add(item.getTitle()));
            assertThat(titles).containsExactly("Your credits in this period", "Credits used by engine", "Activity over time, by day",
                    "Credits used by event", "Ledger");
        }
    }

    @ParameterizedTest
    @EnumSource
    void paper_is_as_set(Paper paper) throws IOException {
        try (PDDocument pdf = pdf(Samples.month(60), Branding.standard().on(paper))) {
            for (PDPage page : pdf.getPages()) {
                assertThat(page.getMediaBox().getWidth()).isEqualTo(paper.width());
                assertThat(page.getMediaBox().getHeight()).isEqualTo(paper.height());
            }
            assertThat(text(pdf)).contains("Balance carried forward", "Closing balance");
        }
    }

    @Test
    void names_of_any_script_are_drawn_with_embedded_parts_of_fonts_and_the_file_stays_small() throws IOException {
        Statement statement = Samples.statement("25.00", List.of(Samples.line("2026-03-05T10:00:00Z", "TX-1", LineKind.USE, "0.45",
                "24.55", "Ωμέγα Жёлтый 春のガラ 汉字 한글 🎉", "AI Draw Me", "AI Draw Me")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        documents.pdf(statement, Branding.standard(), out);
        assertThat(out.size()).isLessThan(200_000);
        try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
            assertThat(text(pdf).replaceAll("\\s+", " ")).contains("Ωμέγα Жёлтый", "春のガラ", "汉字", "한글", "🎉").doesNotContain("\u25A1");
            assertThat(fonts(pdf)).contains("DroidSansFallback").anyMatch(name -> name.startsWith("NotoEmoji"));
        }
    }

    @Test
    void arabic_and_hebrew_are_shaped_and_drawn_from_right_to_left() throws IOException {
        Statement statement = Samples.statement("25.00", List.of(Samples.line("2026-03-05T10:00:00Z", "TX-1", LineKind.USE, "0.45",
                "24.55", "حفل שלום", "AI Draw Me", "AI Draw Me")));
        try (PDDocument pdf = pdf(statement, Branding.standard())) {
            // The letters' joined forms, which is what was drawn; their order on the page is from right to left.
            assertThat(text(pdf)).containsAnyOf("\uFEA3\uFED4\uFEDE", "\uFEDE\uFED4\uFEA3", "حفل").doesNotContain("\u25A1");
            assertThat(text(pdf)).contains("שלום");
        }
    }

    @Test
    void devanagari_and_thai_are_drawn_as_shapes_that_say_what_they_mean() throws IOException {
        List<String> names = List.of("क्षत्रिय विज्ञान", "กรุงเทพมหานคร น้ำผึ้ง", "Gala दीपावली 2026");
        List<StatementLine> lines = IntStream.range(0, 3).mapToObj(i -> Samples.line("2026-03-05T10:00:0" + i + "Z", "TX-" + i, LineKind.USE, "0.45",
                new BigDecimal("24.55").subtract(new BigDecimal("0.45").multiply(BigDecimal.valueOf(i))).toPlainString(), names.get(i), "AI Draw Me", "AI Draw Me")).toList();
        try (PDDocument pdf = pdf(Samples.statement("25.00", lines), Branding.standard())) {
            PDFMarkedContentExtractor tags = new PDFMarkedContentExtractor();
            tags.processPage(pdf.getPage(1));
            List<String> said = tags.getMarkedContents().stream().map(PDMarkedContent::getActualText).filter(Objects::nonNull).toList();
            assertThat(said).as("by event, and in the ledger").containsExactlyInAnyOrderElementsOf(Stream.concat(names.stream(), names.stream()).toList());
            assertThat(text(pdf)).doesNotContain("\u25A1");
        }
    }

    static Set<String> fonts(PDDocument pdf) throws IOException {
        Set<String> fonts = new HashSet<>();
        for (PDPage page : pdf.getPages()) {
            for (COSName name : page.getResources().getFontNames()) {
                PDFont font = page.getResources().getFont(name);
                assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                fonts.add(font.getName().replaceFirst("^.*\\+", ""));
            }
        }
        return fonts;
    }

    private PDDocument pdf(Statement statement, Branding branding) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        documents.pdf(statement, branding, out);
        return Loader.loadPDF(out.toByteArray());
    }

    private static String text(PDDocument pdf) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        return stripper.getText(pdf);
    }
}
