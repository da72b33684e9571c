package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reckoner.statement.Statement;

class PlainTextTest {

    /** How far a letter may stand from its place, in points: a rounding. */
    private static final float SLACK = 0.06f;

    /** One letter and where it stands, in points. */
    private record Letter(String letter, String font, int page, float x, float y) {

        boolean stands(Letter other) {
            return letter.equals(other.letter) && font.equals(other.font) && page == other.page && Math.abs(x - other.x) < SLACK && Math.abs(y - other.y) < SLACK;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_line_that_is_drawn_directly_stands_where_jasper_puts_it(Paper paper) throws IOException {
        Branding branding = Branding.standard().in(Language.DE).on(paper);
        List<Letter> direct = letters(printed(Gallery.difficult(), branding, true));
        List<Letter> jaspers = letters(printed(Gallery.difficult(), branding, false));
        assertThat(direct).hasSizeGreaterThan(4_000).hasSameSizeAs(jaspers);
        assertThat(IntStream.range(0, direct.size()).filter(i -> !direct.get(i).stands(jaspers.get(i)))
                .mapToObj(i -> direct.get(i) + " and not " + jaspers.get(i)).limit(3)).isEmpty();
    }

    @Test
    void a_printed_line_is_one_tag() throws IOException {
        int direct = printed(Gallery.difficult(), Branding.standard(), true).length;
        int jaspers = printed(Gallery.difficult(), Branding.standard(), false).length;
        assertThat(jaspers - direct).isGreaterThan(30_000);
    }

    private static byte[] printed(Statement statement, Branding branding, boolean direct) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PdfPrinter(direct).print(StatementContent.of(statement, branding), branding, out);
        return out.toByteArray();
    }

    private static List<Letter> letters(byte[] bytes) throws IOException {
        List<Letter> letters = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition letter) {
                    letters.add(new Letter(letter.getUnicode(), letter.getFont().getName(), getCurrentPageNo(), letter.getXDirAdj(),
                            letter.getYDirAdj()));
                }
            }.getText(pdf);
        }
        return letters;
    }
}
