package reckoner.document;

import com.lowagie.text.pdf.PdfArray;
import com.lowagie.text.pdf.PdfDictionary;
import com.lowagie.text.pdf.PdfName;
import com.lowagie.text.pdf.PdfNumber;
import com.lowagie.text.pdf.PdfStream;
import com.lowagie.text.pdf.PdfString;
import com.lowagie.text.pdf.PdfWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.zip.DeflaterOutputStream;
import net.sf.jasperreports.pdf.classic.ClassicPdfProducer;
import net.sf.jasperreports.pdf.classic.ClassicPdfWriter;

/** Writes what is (nearly) the same in every document without making it anew each time: the colour space and the properties. */
final class RepeatableWriter extends ClassicPdfWriter {

    private static final String NAME = "sRGB IEC61966-2.1";
    private static final int CHANNELS = 3;
    private static final String PROPERTIES = """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
              <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
                    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                  <dc:format>application/pdf</dc:format>
                  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
                  <dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
                  <dc:subject><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:subject>
                  <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
                  <pdf:Producer>%s</pdf:Producer>
                  <pdfaid:part>1</pdfaid:part>
                  <pdfaid:conformance>A</pdfaid:conformance>
                  <xmp:CreateDate>%s</xmp:CreateDate>
                  <xmp:ModifyDate>%s</xmp:ModifyDate>
                  <xmp:CreatorTool>%s</xmp:CreatorTool>
                </rdf:Description>
              </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """;

    private final PdfWriter writer;
    private final Instant madeAt;

    RepeatableWriter(ClassicPdfProducer producer, PdfWriter writer, Instant madeAt) {
        super(producer, writer);
        this.writer = writer;
        this.madeAt = madeAt;
    }

    /** The profile that Jasper would read, check and compress for each document. */
    private static final class Colours {
        static final byte[] COMPRESSED = compressed();

        private static byte[] compressed() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (InputStream in = Colours.class.getResourceAsStream("/" + CompileTemplates.COLOURS)) {
                try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
                    in.transferTo(out);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }

    @Override
    public void setIccProfilePath(String path, InputStream profile) throws IOException {
        PdfStream colours = new PdfStream(Colours.COMPRESSED);
        colours.put(PdfName.FILTER, PdfName.FLATEDECODE);
        colours.put(PdfName.N, new PdfNumber(CHANNELS));
        PdfDictionary intent = new PdfDictionary(PdfName.OUTPUTINTENT);
        intent.put(PdfName.OUTPUTCONDITIONIDENTIFIER, new PdfString(NAME));
        intent.put(PdfName.INFO, new PdfString(NAME));
        intent.put(PdfName.S, PdfName.GTS_PDFA1);
        intent.put(PdfName.DESTOUTPUTPROFILE, writer.addToBody(colours).getIndirectReference());
        writer.getExtraCatalog().put(PdfName.OUTPUTINTENTS, new PdfArray(intent));
    }

    /** Say the document's properties once more in the form that PDF/A asks for (ISO 19005-1, 6.7): XMP, equal to the dictionary. */
    @Override
    public void createXmpMetadata(String title, String subject, String keywords) {
        String day = madeAt.truncatedTo(ChronoUnit.SECONDS).toString();
        writer.setXmpMetadata(PROPERTIES.formatted(xml(title), property(PdfName.AUTHOR), xml(subject), xml(subject),
                property(PdfName.PRODUCER), day, day, property(PdfName.CREATOR)).getBytes(StandardCharsets.UTF_8));
    }

    private String property(PdfName name) {
        return xml(writer.getInfo().getAsString(name).toUnicodeString());
    }

    /** Return the text without what XML does not know, its signs written as words. */
    private static String xml(String text) {
        return text.replaceAll("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]", " ").replace("&", "&amp;").replace("<", "&lt;");
    }
}
