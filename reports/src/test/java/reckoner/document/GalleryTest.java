package reckoner.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reckoner.statement.LineKind;
import reckoner.statement.Samples;

/** Documents of each difficult shape as pictures in {@code target/gallery}, to be looked at; nothing is printed over the edge of a page. */
class GalleryTest {

    private static final Path FOLDER = Path.of("target/gallery");
    private static final float DOTS_AN_INCH = 60;

    private interface Making {
        void write(Documents documents, ByteArrayOutputStream out) throws IOException;
    }

    private record Picture(String name, int pages, Making making) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Picture> pictures() {
        Branding brand = Branding.standard();
        return Stream.of(
                new Picture("no-line", 1, (d, out) -> d.pdf(Samples.statement("25.00", List.of()), brand, out)),
                new Picture("one-line", 2, (d, out) -> d.pdf(Samples.statement("25.00", List.of(Samples.line("2026-03-05T10:00:00Z", "TX-1",
                        LineKind.USE, "0.45", "24.55", "Spring Gala 2026", "AI Image To Video (Kling)", "Kling"))), brand, out)),
                new Picture("month", 3, (d, out) -> d.pdf(Samples.month(50), brand, out)),
                new Picture("draft-restated-long-and-foreign-names", 4, (d, out) -> d.pdf(Gallery.difficult(), brand, out)),
                new Picture("names-in-many-scripts", 2, (d, out) -> d.pdf(Gallery.scripts(), brand, out)),
                new Picture("german-on-letter", 4, (d, out) -> d.pdf(Gallery.difficult(), brand.in(Language.DE).on(Paper.LETTER), out)),
                new Picture("french-with-logo", 3, (d, out) -> d.pdf(Samples.month(50), Branding.load(Path.of("../config/branding")).in(Language.FR), out)),
                new Picture("event", 3, (d, out) -> d.pdf(Samples.event(60), brand, out)),
                new Picture("more-lines-than-printed", 2, (d, out) -> d.pdf(Samples.month(300), brand.listing(299), out)));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void every_page_is_drawn_within_its_paper(Picture picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        picture.making().write(Documents.create(), out);
        Files.createDirectories(FOLDER);
        try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
            assertThat(pdf.getNumberOfPages()).isEqualTo(picture.pages());
            for (int page = 0; page < pdf.getNumberOfPages(); page++) {
                BufferedImage image = new PDFRenderer(pdf).renderImageWithDPI(page, DOTS_AN_INCH);
                Path file = FOLDER.resolve(picture.name() + "-" + (page + 1) + ".png");
                assertThat(ImageIO.write(image, "png", file.toFile())).isTrue();
                PDRectangle paper = pdf.getPage(page).getMediaBox();
                Edges edges = new Edges();
                edges.setStartPage(page + 1);
                edges.setEndPage(page + 1);
                edges.getText(pdf);
                assertThat(edges.letters).as(file.toString()).isGreaterThan(100);
                assertThat(edges.left).as("left edge of " + file).isGreaterThan(36);
                assertThat(edges.right).as("right edge of " + file).isLessThan(paper.getWidth() - 20);
                assertThat(edges.bottom).as("lower edge of " + file).isLessThan(paper.getHeight() - 5);
            }
        }
    }

    /** How far the letters of a page reach. */
    private static final class Edges extends PDFTextStripper {

        private int letters;
        private float left = Float.MAX_VALUE;
        private float right;
        private float bottom;

        @Override
        protected void processTextPosition(TextPosition letter) {
            letters++;
            left = Math.min(left, letter.getXDirAdj());
            right = Math.max(right, letter.getXDirAdj() + letter.getWidthDirAdj());
            bottom = Math.max(bottom, letter.getYDirAdj());
        }
    }
}
