package reckoner.document;

import com.lowagie.text.Font;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfStructureElement;
import java.io.IOException;
import java.text.AttributedCharacterIterator.Attribute;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRPrintPage;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.JRPdfExporterTagHelper;
import net.sf.jasperreports.pdf.classic.ClassicStructureEntry;
import net.sf.jasperreports.pdf.common.PdfProducerFactory;
import net.sf.jasperreports.pdf.common.PdfStructureEntry;
import org.jspecify.annotations.Nullable;

/** Writes a filled layout as PDF whose bytes depend on the content alone; plain texts the short way ({@link PlainText}). */
final class RepeatableExporter extends JRPdfExporter {

    private final Instant madeAt;
    private final String identity;
    private final Tags tags;
    private final PlainText plain = new PlainText(this::font);

    RepeatableExporter(Instant madeAt, String identity) {
        super(DefaultJasperReportsContext.getInstance());
        this.madeAt = madeAt;
        this.identity = identity;
        this.tags = new Tags(this);
        this.tagHelper = tags;
    }

    /** Tags a line of the page, its label and figures, its row of cells, as one: so it is read, and a tag for each cell doubles the file. */
    private static final class Tags extends JRPdfExporterTagHelper {

        private @Nullable PdfStructureElement line;
        private @Nullable Object above;
        private int top;

        Tags(JRPdfExporter exporter) {
            super(exporter);
        }

        void begin(int y, PdfContentByte page) {
            PdfStructureEntry parent = tagStack.peek();
            if (line == null || above != parent || top != y) {
                line = ((ClassicStructureEntry) pdfStructure.createTag(parent, "Text")).getElement();
                above = parent;
                top = y;
            }
            page.beginMarkedContentSequence(line);
        }

        void end(PdfContentByte page) {
            page.endMarkedContentSequence();
            isTagEmpty = false;
        }

        void newPage() {
            line = null;
        }
    }

    @Override
    protected void exportPage(JRPrintPage page) throws JRException, IOException {
        tags.newPage();
        super.exportPage(page);
    }

    @Override
    protected PdfProducerFactory getPdfProducerFactory() {
        return context -> new RepeatableProducer(context, madeAt, identity);
    }

    @Override
    public void exportText(JRPrintText text) {
        PlainText.Line line = plain.line(text, getOffsetX(), getOffsetY(), pageFormat.getPageHeight());
        if (line == null) {
            super.exportText(text);
            return;
        }
        PdfContentByte page = page();
        tags.begin(text.getY() + getOffsetY(), page);
        line.draw(page);
        tags.end(page);
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
