package reckoner.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementsJobTest {

    @TempDir
    static Path folder;

    static Application application;
    static Ledger ledger;

    @BeforeAll
    static void start() {
        application = new Application(folder);
        ledger = new Ledger(application.database);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void a_month_becomes_a_numbered_pdf_whose_figures_are_those_of_the_ledger() throws IOException {
        int account = ledger.account("one", "Europe/Zurich", "0.00");
        ledger.add(account, "one-1", "2026-02-10T10:00:00Z", "100.00", "100.00");
        ledger.use(account, "one-2", "2026-03-10T10:00:00Z", "AI Modify (Nano Banana 2)", "12.50", "87.50");
        ledger.add(account, "one-3", "2026-03-11T10:00:00Z", "50.00", "137.50");

        var outcomes = application.statements("2026-03", Set.of(Format.PDF, Format.CSV), false, "one");

        assertThat(outcomes).singleElement().satisfies(one -> {
            assertThat(one.outcome()).as(one.toString()).isEqualTo("issued");
            assertThat(one.reason()).isNull();
        });
        String name = "statements/2026-03/one_2026-03_%s.pdf".formatted(outcomes.get(0).number());
        assertThat(text(application.home.out().resolve(name)))
                .contains(outcomes.get(0).number(), "Booth one", "March 2026", "100.00", "12.50", "137.50", "Nano Banana 2");
    }

    static String text(Path pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }
}
