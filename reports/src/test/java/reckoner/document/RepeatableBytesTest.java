package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reckoner.statement.EventReport;
import reckoner.statement.ReconciliationReport;
import reckoner.statement.ReconciliationSamples;
import reckoner.statement.Samples;
import reckoner.statement.Statement;

class RepeatableBytesTest {

    private final TimeZone zone = TimeZone.getDefault();
    private final Locale locale = Locale.getDefault();

    @AfterEach
    void restore() {
        TimeZone.setDefault(zone);
        Locale.setDefault(locale);
    }

    private interface Making {
        void write(Documents documents, ByteArrayOutputStream out) throws IOException;
    }

    @Test
    void a_statement_has_the_same_bytes_later_elsewhere_and_in_another_language() throws Exception {
        Statement statement = Samples.month(60);
        same((documents, out) -> documents.pdf(statement, Branding.standard(), out));
        same((documents, out) -> documents.workbook(statement, Branding.standard(), out));
        same((documents, out) -> documents.csv(statement, out));
    }

    @Test
    void an_event_report_has_the_same_bytes_later_elsewhere_and_in_another_language() throws Exception {
        EventReport report = Samples.event(40);
        same((documents, out) -> documents.pdf(report, Branding.standard(), out));
        same((documents, out) -> documents.workbook(report, Branding.standard(), out));
        same((documents, out) -> documents.csv(report, out));
    }

    @Test
    void a_reconciliation_report_has_the_same_bytes_later_elsewhere_and_in_another_language() throws Exception {
        ReconciliationReport report = ReconciliationSamples.report(18, false);
        same((documents, out) -> documents.pdf(report, Branding.standard(), out));
        same((documents, out) -> documents.workbook(report, Branding.standard(), out));
    }

    /** What a library asks the machine for once, when it is loaded, no second run of this process shows. */
    @Test
    void nothing_in_a_workbook_is_the_machines() throws Exception {
        byte[] book = bytes((documents, out) -> documents.workbook(Samples.month(60), Branding.standard(), out));
        int charts = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(book))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getExtra()).as(entry.getName()).isNull();
                assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 1, 2, 0, 0));
                if (entry.getName().startsWith("xl/charts/")) {
                    charts++;
                    assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).contains("lang=\"en\"").doesNotContain("lang=\"tr");
                }
            }
        }
        assertThat(charts).isEqualTo(3);
    }

    private static void same(Making making) throws Exception {
        byte[] first = bytes(making);
        // Formats with times in them have a resolution of one or two seconds.
        Thread.sleep(2_100);
        TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
        Locale.setDefault(Locale.GERMANY);
        // More than once: what is drawn by lot may come out the same now and then.
        for (int i = 0; i < 3; i++) {
            assertThat(bytes(making)).isEqualTo(first);
        }
    }

    private static byte[] bytes(Making making) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        making.write(Documents.create(), out);
        return out.toByteArray();
    }
}
