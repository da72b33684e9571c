package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import reckoner.statement.ReconciliationSamples;
import reckoner.statement.Samples;
import reckoner.statement.Statement;

/** Documents are PDF/A-1a, tagged for archives and readers, as veraPDF judges it. */
class ArchivalPdfTest {

    private final Documents documents = Documents.create();

    @BeforeAll
    static void start() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private interface Making {
        void write(ByteArrayOutputStream out) throws Exception;
    }

    @Test
    void statements_of_every_shape_are_archival() throws Exception {
        Branding shipped = Branding.load(Path.of("../config/branding"));
        for (Statement statement : List.of(Samples.month(60), Samples.statement("25.00", List.of()), Gallery.difficult(), Gallery.scripts())) {
            assertArchival(out -> documents.pdf(statement, shipped, out));
        }
        assertArchival(out -> documents.pdf(Samples.month(3), Branding.standard().in(Language.FR).on(Paper.LETTER), out));
    }

    @Test
    void reports_are_archival() throws Exception {
        assertArchival(out -> documents.pdf(Samples.event(40), Branding.standard(), out));
        assertArchival(out -> documents.pdf(ReconciliationSamples.report(18, false), Branding.standard(), out));
    }

    @Test
    void a_plain_file_would_be_found_out() throws Exception {
        try (PDDocument plain = new PDDocument()) {
            plain.addPage(new PDPage());
            assertThatThrownBy(() -> assertArchival(plain::save)).isInstanceOf(AssertionError.class);
        }
    }

    private static void assertArchival(Making making) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        making.write(out);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(out.toByteArray()), PDFAFlavour.PDFA_1_A);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_1_A, false)) {
            ValidationResult result = validator.validate(parser);
            List<String> failed = result.getTestAssertions().stream()
                    .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
                    .map(one -> one.getRuleId().getClause() + " " + one.getMessage() + " " + one.getLocation().getContext()).distinct().toList();
            assertThat(failed).isEmpty();
            assertThat(result.isCompliant()).isTrue();
        }
    }
}
