package reckoner.document;

import com.lowagie.text.pdf.PdfContentByte;
import java.awt.Graphics2D;
import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.pdf.AbstractPdfTextRenderer;
import net.sf.jasperreports.pdf.common.PdfTextRendererContext;
import org.jspecify.annotations.Nullable;

/**
 * Draws texts in scripts whose letters join, stack or change places as the outlines that Java shapes them to. Most of their glyphs
 * stand for no one letter, so that a font in the file could not say what they mean; the tag around them does, as the text itself.
 */
final class ShapedText extends AbstractPdfTextRenderer {

    private static final Set<UnicodeScript> SCRIPTS = EnumSet.of(UnicodeScript.DEVANAGARI, UnicodeScript.THAI);

    private final PdfContentByte page;
    private @Nullable Graphics2D graphics;

    ShapedText(JasperReportsContext context, PdfTextRendererContext of, PdfContentByte page) {
        super(context, of.getAwtIgnoreMissingFont(), of.getIndentFirstLine(), of.getJustifyLastLine());
        this.page = page;
    }

    static boolean isFor(String text) {
        return text.codePoints().anyMatch(c -> c >= 0x300 && SCRIPTS.contains(UnicodeScript.of(c)));
    }

    @Override
    public void render() {
        var format = ((RepeatableExporter) pdfExporter).paper();
        graphics = page.createGraphicsShapes(format.getPageWidth(), format.getPageHeight());
        super.render();
        graphics.dispose();
    }

    @Override
    public void draw() {
        segments.get(segmentIndex).layout.draw(graphics, x + drawPosX, y + topPadding + verticalAlignOffset + drawPosY);
    }

    @Override
    public boolean addActualText() {
        return true;
    }
}
