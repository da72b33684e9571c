package reckoner.document.peers;

import com.lowagie.text.Document;
import com.lowagie.text.PageSize;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import com.lowagie.text.pdf.PdfWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;

/** The table of a statement drawn by OpenPDF alone, without charts, wrapping, tags or fonts of its own: as fast as it gets. */
public final class PlainPdf {

    private static final int TOP = 800;
    private static final int BOTTOM = 40;
    private static final int STEP = 12;
    private static final float SIZE = 7.5f;
    private static final float[] LEFT = {40, 124, 254, 376, 420};
    private static final float[] RIGHT = {498, 555};
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private PlainPdf() {}

    /** Write the lines, nothing else. */
    public static void pdf(Statement statement, OutputStream out) throws IOException {
        Document document = new Document(PageSize.A4);
        PdfWriter writer = PdfWriter.getInstance(document, out);
        // Not closed: the stream belongs to the caller.
        writer.setCloseStream(false);
        document.open();
        PdfContentByte page = writer.getDirectContent();
        BaseFont font = BaseFont.createFont(BaseFont.HELVETICA, BaseFont.WINANSI, BaseFont.NOT_EMBEDDED);
        ZoneId zone = statement.period().zone();
        int y = TOP;
        page.beginText();
        page.setFontAndSize(font, SIZE);
        for (StatementLine line : statement.lines()) {
            if (y < BOTTOM) {
                page.endText();
                document.newPage();
                page.beginText();
                page.setFontAndSize(font, SIZE);
                y = TOP;
            }
            String[] words = {DATE.format(line.at().atZone(zone)), line.eventLabel(), line.service(), line.type(), line.status()};
            for (int i = 0; i < words.length; i++) {
                page.showTextAligned(PdfContentByte.ALIGN_LEFT, words[i], LEFT[i], y, 0);
            }
            page.showTextAligned(PdfContentByte.ALIGN_RIGHT, line.movement().toPlainString(), RIGHT[0], y, 0);
            page.showTextAligned(PdfContentByte.ALIGN_RIGHT, line.balance().toPlainString(), RIGHT[1], y, 0);
            y -= STEP;
        }
        page.endText();
        document.close();
    }
}
