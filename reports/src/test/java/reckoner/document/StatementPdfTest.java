package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import reckoner.statement.EventReport;
import reckoner.statement.LineKind;
import reckoner.statement.Samples;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;

class StatementPdfTest {

    private static final Pattern FORWARD =
            Pattern.compile("(?m)^Balance brought forward(?: \\(opening balance\\))? (\\S+)$");
    private static final Pattern CARRIED = Pattern.compile("(?m)^Balance carried forward (\\S+)$");

    private final Documents documents = Documents.create();

    @Test
    void each_ledger_page_brings_forward_what_the_page_before_carried() throws IOException {
        List<String> pages = pages(Samples.month(260)).stream().filter(page -> page.contains("Ledger")).toList();
        assertThat(pages).hasSizeGreaterThan(4);
        assertThat(found(FORWARD, pages.get(0))).isEqualTo("182.40");
        for (int i = 1; i < pages.size(); i++) {
            assertThat(found(FORWARD, pages.get(i))).as("page %d", i).isEqualTo(found(CARRIED, pages.get(i - 1)));
        }
        assertThat(CARRIED.matcher(pages.get(pages.size() - 1)).find()).as("the last page carries nothing forward").isFalse();
        assertThat(pages.get(pages.size() - 1)).containsPattern("Closing balance \u2212?\\+?[\\d.]+ "
                + Pattern.quote(Samples.month(260).closing().toPlainString()));
    }

    @Test
    void brought_forward_is_right_wherever_the_last_line_falls_on_a_page() throws IOException {
        for (int lines = 76; lines < 82; lines++) {
            List<String> pages = pages(Samples.month(lines)).stream().filter(page -> page.contains("Ledger")).toList();
            for (int i = 1; i < pages.size(); i++) {
                assertThat(found(FORWARD, pages.get(i))).as("%d lines, page %d", lines, i).isEqualTo(found(CARRIED, pages.get(i - 1)));
            }
        }
    }

    @Test
    void a_long_ledger_whose_pages_wait_in_a_file_is_whole() throws IOException {
        Statement statement = Samples.month(5_100);
        List<String> pages = pages(statement).stream().filter(page -> page.contains("Ledger")).toList();
        for (int i = 1; i < pages.size(); i++) {
            assertThat(found(FORWARD, pages.get(i))).as("page %d", i).isEqualTo(found(CARRIED, pages.get(i - 1)));
        }
        assertThat(pages.stream().flatMap(String::lines).filter(line -> line.matches("2026-03-\\d\\d \\d\\d:\\d\\d:\\d\\d .*")).count()).isEqualTo(5_100);
    }

    @Test
    void the_seal_of_the_ledger_is_printed_whole() throws IOException {
        String text = String.join(" ", pages(Samples.month(3))).replaceAll("\\s+", " ");
        // Two lines in a card beside the table of balances, whose rows the text extraction puts between them.
        String half = "3f9ac2d4e5b6a708 1122334455667788";
        assertThat(text).containsPattern("after load 12: " + half + ".{0,60}" + half);
    }

    @Test
    void a_restatement_says_what_it_replaces_why_and_what_changed_in_the_language_of_the_account() throws IOException {
        assertThat(String.join(" ", pages(Gallery.difficult())).replaceAll("\\s+", " "))
                .contains("What changed", "This statement replaces ST-2026-000101, issued 31 March 2026 06:00. Why: the usage of the late shift came on 2 April")
                .containsPattern("Added 2026-03-07 13:00:00 AI Draw Me \\(TX-F1\\) 0.00 −0.35 −0.35")
                .containsPattern("Closing balance −58.1625 −58.5125 −0.35");
    }

    @Test
    void each_page_says_which_of_how_many_it_is() throws IOException {
        List<String> pages = pages(Samples.month(260));
        for (int i = 0; i < pages.size(); i++) {
            assertThat(pages.get(i)).contains("Page " + (i + 1) + " of " + pages.size());
        }
    }

    @Test
    void the_first_page_states_the_equation_the_engines_and_the_verdict() throws IOException {
        Statement statement = Samples.month(260);
        assertThat(pages(statement).get(0)).contains("Account statement", "ST-2026-000123", "Lumen Booths GmbH", "March 2026",
                "local time of Europe/Zurich", "Opening balance 182.40", "Credits from coupons 49.00", "Credits refunded 0.45",
                "Credits used (246 activities) 65.54", "Closing balance 166.31", "Kling 65 0.45 29.25 44.6 %",
                "Total 246 65.54 100.0 %", "Reconciled: the ledger agrees");
    }

    @Test
    void a_month_without_activity_is_one_page_that_says_so() throws IOException {
        List<String> pages = pages(Samples.statement("25.00", List.of()));
        assertThat(pages).hasSize(1);
        assertThat(pages.get(0)).contains("No credits were used.", "No activity in this period.", "Closing balance 0.00 25.00");
    }

    @Test
    void names_of_any_length_are_printed_whole() throws IOException {
        String name = "Jahreshauptversammlung der " + "Donaudampfschifffahrt".repeat(12) + " ENDE";
        Statement statement = Samples.statement("25.00", List.of(
                Samples.line("2026-03-05T10:00:00Z", "TX-1", LineKind.USE, "0.45", "24.55", name, "Video " + name, "Engine " + name)));
        // In the order of the content: cells of one row would mix if sorted by position.
        String text = String.join("", texts(bytes(statement), false)).replaceAll("\\s", "");
        assertThat(text.split(Pattern.quote("Donaudampfschifffahrt"), -1)).as("48 repeats: by engine, by event, event, service")
                .hasSize(49);
        assertThat(text.split("ENDE", -1)).hasSize(5);
    }

    @Test
    void what_the_font_cannot_draw_is_seen_and_named_by_its_id() throws IOException {
        StatementLine line = Samples.line("2026-03-05T10:00:00Z", "TX-1", LineKind.USE, "0.45", "24.55", "\uA980\uA98F", "Video",
                "Kling");
        assertThat(String.join("", pages(Samples.statement("25.00", List.of(line))))).contains("\u25A1\u25A1 (\u25A1\u25A1)");
    }

    @Test
    void findings_and_a_negative_balance_and_the_draft_are_plain_to_see() throws IOException {
        String text = String.join(" ", pages(Gallery.difficult())).replaceAll("\\s+", " ");
        assertThat(text).contains("Statement number Draft", "2 discrepancies found", "payment not credited (no payments feed)",
                "D-17 running balance", "Unexplained movements 50.00", "Failed, but charged (TX-F1)", "\u221258.5125",
                "ST-2026-000101 (restatement)");
    }

    @Test
    void the_file_is_tagged_titled_in_english_and_embeds_its_fonts() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes(Samples.month(40)))) {
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(pdf.getDocumentInformation().getTitle())
                    .isEqualTo("Account statement ST-2026-000123, Lumen Booths GmbH, March 2026");
            Set<String> fonts = new HashSet<>();
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                    fonts.add(font.getName().replaceFirst("^.*\\+", ""));
                }
            }
            assertThat(fonts).allMatch(font -> font.startsWith("DejaVuSansCondensed"));
        }
    }

    @Test
    void an_event_report_lists_its_activities_and_flags_those_outside() throws IOException {
        EventReport report = Samples.event(140);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        documents.pdf(report, Branding.standard(), out);
        String text = String.join("\n", texts(out.toByteArray()));
        assertThat(text).contains("Event report", "Spring Gala 2026", "14 March 2026 17:00", "Event activities", "Remaining balance",
                "After the event's end", "Credits used 28.26", "Used after its end (2 activities) 0.72");
        assertThat(text.split("After the event's end", -1)).hasSize(3);
    }

    @Test
    void an_event_without_times_or_activity_has_a_report() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        documents.pdf(new EventReport("EV-9", "Unknown", Samples.HOLDER, null, null, List.of(), List.of(), Samples.ISSUED),
                Branding.standard(), out);
        assertThat(texts(out.toByteArray()).get(0)).contains("not known", "No activity for this event.");
    }

    @Test
    void large_and_fine_amounts_keep_every_digit() throws IOException {
        StatementLine line = new StatementLine(Instant.parse("2026-03-05T10:00:00Z"), "TX-1", null, null, "Credits", "", "Add",
                "Success", BigDecimal.ONE, new BigDecimal("0.000001"), new BigDecimal("0.000001"), new BigDecimal("1234567.890001"),
                LineKind.PURCHASE, null);
        assertThat(String.join("\n", pages(Samples.statement("1234567.89", List.of(line)))))
                .contains("1,234,567.890001", "+0.000001");
    }

    private List<String> pages(Statement statement) throws IOException {
        return texts(bytes(statement));
    }

    private byte[] bytes(Statement statement) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        documents.pdf(statement, Branding.standard(), out);
        return out.toByteArray();
    }

    private static List<String> texts(byte[] bytes) throws IOException {
        return texts(bytes, true);
    }

    private static List<String> texts(byte[] bytes, boolean sorted) throws IOException {
        List<String> pages = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(sorted);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(pdf).replaceAll("[ \\u00A0]+", " "));
            }
        }
        return pages;
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as("%s on page %s", pattern, page).isTrue();
        return matcher.group(1);
    }
}
