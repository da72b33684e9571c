package reckoner.document;

import com.lowagie.text.Font;
import com.lowagie.text.Image;
import com.lowagie.text.pdf.PdfContentByte;
import java.io.IOException;
import java.text.AttributedCharacterIterator.Attribute;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.engine.JRAnchor;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRPrintFrame;
import net.sf.jasperreports.engine.JRPrintImage;
import net.sf.jasperreports.engine.JRPrintLine;
import net.sf.jasperreports.engine.JRPrintPage;
import net.sf.jasperreports.engine.JRPrintRectangle;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.engine.PrintPageFormat;
import net.sf.jasperreports.engine.export.ExporterFilter;
import net.sf.jasperreports.engine.util.JRImageLoader;
import net.sf.jasperreports.engine.util.JRLoader;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.JRPdfExporterTagHelper;
import net.sf.jasperreports.pdf.classic.ClassicImage;
import net.sf.jasperreports.pdf.classic.ClassicStructureEntry;
import net.sf.jasperreports.pdf.common.PdfImage;
import net.sf.jasperreports.pdf.common.PdfProducerFactory;
import net.sf.jasperreports.pdf.common.PdfStructureEntry;
import org.jspecify.annotations.Nullable;

/** Writes a filled layout as PDF whose bytes depend on the content alone; plain texts the short way ({@link PlainText}). */
final class RepeatableExporter extends JRPdfExporter {

    private final Instant madeAt;
    private final String identity;
    private final boolean direct;
    private final Tags tags;
    private final PlainText plain = new PlainText(this::font);

    RepeatableExporter(Instant madeAt, String identity, boolean direct) {
        super(DefaultJasperReportsContext.getInstance());
        this.madeAt = madeAt;
        this.identity = identity;
        this.direct = direct;
        this.tags = new Tags(this);
        this.tagHelper = tags;
    }

    /** Tags a line of the page, its label and figures, its row of cells, as one: so it is read, and a tag for each cell doubles the file. */
    private static final class Tags extends JRPdfExporterTagHelper {

        private @Nullable PdfContentByte open;
        private @Nullable Object above;
        private int top;

        Tags(JRPdfExporter exporter) {
            super(exporter);
        }

        void line(int y, PdfContentByte page) {
            PdfStructureEntry parent = tagStack.peek();
            if (open == page && above == parent && top == y) {
                return;
            }
            end();
            page.beginMarkedContentSequence(((ClassicStructureEntry) pdfStructure.createTag(parent, "Text")).getElement());
            open = page;
            above = parent;
            top = y;
            isTagEmpty = false;
        }

        /** End the line that is open; before anything else is drawn, and on the page it began. */
        void end() {
            if (open != null) {
                open.endMarkedContentSequence();
                open = null;
            }
        }
    }

    @Override
    protected void exportPage(JRPrintPage page) throws JRException, IOException {
        super.exportPage(page);
        tags.end();
    }

    @Override
    protected void exportLine(JRPrintLine line) {
        tags.end();
        super.exportLine(line);
    }

    @Override
    protected void exportRectangle(JRPrintRectangle rectangle) {
        tags.end();
        super.exportRectangle(rectangle);
    }

    @Override
    public void exportImage(JRPrintImage image) throws JRException, IOException {
        tags.end();
        super.exportImage(image);
    }

    @Override
    public void exportFrame(JRPrintFrame frame) throws JRException, IOException {
        tags.end();
        super.exportFrame(frame);
        tags.end();
    }

    /** The invisible point that carries a picture's place and words, read from its file once and not for each document. */
    private static final class Point {
        static final Image IMAGE = read();

        private static Image read() {
            try {
                return Image.getInstance(JRLoader.loadBytesFromResource(JRImageLoader.PIXEL_IMAGE_RESOURCE));
            } catch (IOException | JRException e) {
                throw new IllegalStateException("a picture in the library's own jar cannot be read", e);
            }
        }
    }

    @Override
    protected PdfImage getPxImage() {
        if (pxImage == null) {
            pxImage = new ClassicImage(Image.getInstance(Point.IMAGE));
        }
        return pxImage;
    }

    /** Write no anchor at the head of each page: nothing in our documents points there. */
    @Override
    protected void writePageAnchor(int page) {}

    /** Export everything; nobody sets a filter, and to look for one takes its time. */
    @Override
    protected @Nullable ExporterFilter createFilter() {
        return null;
    }

    @Override
    protected PdfProducerFactory getPdfProducerFactory() {
        return context -> new RepeatableProducer(context, madeAt, identity);
    }

    @Override
    public void exportText(JRPrintText text) {
        PlainText.Line line = direct ? plain.line(text, getOffsetX(), getOffsetY(), pageFormat.getPageHeight()) : null;
        if (line == null) {
            tags.end();
            super.exportText(text);
            return;
        }
        if (text.getBookmarkLevel() != JRAnchor.NO_BOOKMARK) {
            addBookmark(text.getBookmarkLevel(), text.getAnchorName(), getOffsetX() + text.getX(), getOffsetY() + text.getY());
        }
        if (!line.words().isEmpty()) {
            tags.line(text.getY() + getOffsetY(), page());
            line.draw(page());
        }
    }

    /** The paper of the page that is being written. */
    PrintPageFormat paper() {
        return pageFormat;
    }

    private PdfContentByte page() {
        return ((RepeatableProducer) pdfProducer).getPdfContentByte();
    }

    private Font font(JRPrintText text, Map<Attribute, Object> changes) {
        Map<Attribute, Object> attributes = new HashMap<>(noBackcolorSelector.getStyledTextAttributes(text));
        attributes.putAll(changes);
        return ((RepeatableProducer) pdfProducer).getFont(attributes, getTextLocale(text));
    }
}
