package reckoner.document;

import com.lowagie.text.Font;
import com.lowagie.text.pdf.PdfDate;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfEncryption;
import com.lowagie.text.pdf.PdfName;
import java.awt.font.TextAttribute;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.text.AttributedCharacterIterator.Attribute;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.Deflater;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.pdf.AbstractPdfTextRenderer;
import net.sf.jasperreports.pdf.classic.ClassicPdfProducer;
import net.sf.jasperreports.pdf.common.PdfDocumentWriter;
import net.sf.jasperreports.pdf.common.PdfProducerContext;
import net.sf.jasperreports.pdf.common.PdfTextRendererContext;
import org.jspecify.annotations.Nullable;

/** Replaces the clock and the random id that a PDF would carry by the document's own date and identity. */
final class RepeatableProducer extends ClassicPdfProducer {

    // OpenPDF draws the six letters before an embedded font's name by lot; any do (ISO 32000-1, 9.6.4), ours are AAAAAA.
    private static final SecureRandom NO_LOT = new SecureRandom() {
        private static final long serialVersionUID = 1L;

        @Override
        public double nextDouble() {
            return 0;
        }
    };

    /** Fonts of charts by what they ask for; to find one, Jasper reads the names in all font files, for each document. */
    private static final Map<Map<Attribute, Object>, Font> OF_CHARTS = new ConcurrentHashMap<>();

    private final Instant madeAt;
    private final String identity;

    RepeatableProducer(PdfProducerContext context, Instant madeAt, String identity) {
        super(context);
        this.madeAt = madeAt;
        this.identity = identity;
    }

    @Override
    public Font getFont(Map<Attribute, Object> attributes, @Nullable Locale locale) {
        // What is drawn has its colour from the drawing; a text brings its own, and its language.
        boolean ofChart = locale == null && attributes.get(TextAttribute.FOREGROUND) == null;
        return ofChart ? OF_CHARTS.computeIfAbsent(new HashMap<>(attributes), font -> found(attributes, null)) : found(attributes, locale);
    }

    private Font found(Map<Attribute, Object> attributes, @Nullable Locale locale) {
        Font font = super.getFont(attributes, locale);
        if (font.getBaseFont() != null) {
            font.getBaseFont().setSecureRandom(NO_LOT);
        }
        return font;
    }

    @Override
    public AbstractPdfTextRenderer getTextRenderer(PdfTextRendererContext text) {
        return ShapedText.isFor(text.getStyledText().getText())
                ? new ShapedText(getContext().getJasperReportsContext(), text, getPdfContentByte()) : super.getTextRenderer(text);
    }

    @Override
    public PdfDocumentWriter createWriter(OutputStream out) throws JRException {
        super.createWriter(out);
        // A tenth larger than by default, in a third of the time.
        getPdfWriter().setCompressionLevel(Deflater.BEST_SPEED);
        // Before the metadata are derived from it.
        date();
        return new RepeatableWriter(this, getPdfWriter(), madeAt);
    }

    private PdfDictionary date() {
        PdfDictionary information = getPdfWriter().getInfo();
        PdfDate date = new PdfDate(GregorianCalendar.from(madeAt.atZone(ZoneOffset.UTC)));
        information.put(PdfName.CREATIONDATE, date);
        information.put(PdfName.MODDATE, date);
        return information;
    }

    @Override
    public void close() {
        byte[] id = md5(identity);
        date().put(PdfName.FILEID, PdfEncryption.createInfoId(id, id));
        super.close();
    }

    // An identifier of 16 bytes, as ISO 32000-1, 14.4 suggests; nothing is kept safe by it.
    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }
}
