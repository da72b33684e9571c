package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.TimeZone;
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
