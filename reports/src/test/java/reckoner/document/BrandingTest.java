package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.statement.Samples;

class BrandingTest {

    @TempDir
    private Path folder;

    @Test
    void without_a_file_the_standard_brand_is_used() throws IOException {
        assertThat(Branding.load(folder)).isEqualTo(Branding.standard());
    }

    @Test
    void the_brand_that_we_ship_loads_with_its_logo_and_prints() throws IOException {
        Branding branding = Branding.load(Path.of("../config/branding"));
        assertThat(branding.logo()).isNotNull();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Documents.create().pdf(Samples.month(3), branding, out);
        assertThat(out.size()).isGreaterThan(10_000);
    }

    @Test
    void an_unknown_key_a_wrong_colour_and_a_missing_logo_are_refused_with_their_place() throws IOException {
        assertRefused("colour = red", "branding.properties: unknown [colour]. Known are [accent, address, contact,");
        assertRefused("accent = red", "branding.properties: 'red' is no colour. Write it like #12355B.");
        assertRefused("language = tlh", "branding.properties: 'tlh' is no language of the documents. Known are en, de, fr, es.");
        assertRefused("accent = #7FB2E5", "#7FB2E5 has a contrast of 2.2 to 1 with white, and people can read it from 4.5 to 1 on (WCAG 2.2). Take a darker one, such as #");
        assertRefused("highlight = #FFD700", "#FFD700 has a contrast of 1.4 to 1 with white, and people can read it from 3.0 to 1 on");
        assertRefused("pdf-lines = 100001", "branding.properties: pdf-lines = 100001: give 1 to 100000.");
        assertRefused("pdf-lines = many", "branding.properties: pdf-lines = many: give 1 to 100000.");
        assertRefused("paper = A5", "branding.properties: 'A5' is no paper. Known are A4 and Letter.");
        assertRefused("logo = none.svg", "cannot be read. Put it there or remove the line.");
    }

    private void assertRefused(String content, String message) throws IOException {
        Files.writeString(folder.resolve("branding.properties"), content);
        assertThatThrownBy(() -> Branding.load(folder)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
    }
}
