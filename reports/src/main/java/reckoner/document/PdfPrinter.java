package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import net.sf.jasperreports.engine.DefaultJasperReportsContext;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JRVirtualizer;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.fill.JRSwapFileVirtualizer;
import net.sf.jasperreports.engine.util.JRSwapFile;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleOutputStreamExporterOutput;
import net.sf.jasperreports.pdf.JRPdfExporter;
import net.sf.jasperreports.pdf.SimplePdfExporterConfiguration;
import net.sf.jasperreports.pdf.SimplePdfReportConfiguration;
import net.sf.jasperreports.pdf.type.PdfaConformanceEnum;

/** Fill the layout and write it as PDF whose bytes depend on the content alone. */
final class PdfPrinter {

    private static final int MOST_LINES_IN_MEMORY = 5_000;
    private static final Lock ONE_AT_A_TIME = new ReentrantLock();
    private static final int PAGES_IN_MEMORY = 50;
    private static final int BLOCK = 4_096;
    private static final SimplePdfReportConfiguration CHARTS = charts();

    private final Templates templates = new Templates();
    private final boolean direct;

    PdfPrinter() {
        this(true);
    }

    /** @param direct false leaves every text to Jasper, for a comparison */
    PdfPrinter(boolean direct) {
        this.direct = direct;
    }

    void print(PdfContent content, Branding branding, OutputStream out) throws IOException {
        content.parameters().put(JRParameter.REPORT_LOCALE, Locale.ENGLISH);
        content.parameters().put(JRParameter.REPORT_RESOURCE_BUNDLE, content.words().bundle());
        content.parameters().put(JRParameter.REPORT_TIME_ZONE, TimeZone.getTimeZone("UTC"));
        if (content.lines() <= MOST_LINES_IN_MEMORY) {
            fillAndWrite(content, branding, out);
            return;
        }
        // What cannot wait in a file, fonts and tags, is large enough for one at a time.
        ONE_AT_A_TIME.lock();
        try {
            fillAndWriteAside(content, branding, out);
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    private void fillAndWriteAside(PdfContent content, Branding branding, OutputStream out) throws IOException {
        JRVirtualizer aside = aside();
        try {
            content.parameters().put(JRParameter.REPORT_VIRTUALIZER, aside);
            fillAndWrite(content, branding, out);
        } finally {
            aside.cleanup();
        }
    }

    private void fillAndWrite(PdfContent content, Branding branding, OutputStream out) throws IOException {
        try {
            JasperPrint print = JasperFillManager.getInstance(DefaultJasperReportsContext.getInstance())
                    .fill(templates.document(branding, direct), content.parameters(), content.dataSource());
            JRPdfExporter exporter = new RepeatableExporter(content.madeAt(), content.identity(), direct);
            exporter.setExporterInput(new SimpleExporterInput(print));
            exporter.setExporterOutput(new SimpleOutputStreamExporterOutput(out));
            exporter.setConfiguration(configuration(content, branding));
            exporter.setConfiguration(CHARTS);
            exporter.exportReport();
        } catch (JRException e) {
            throw new IOException("cannot print " + content.title() + ": " + e.getMessage(), e);
        }
    }

    /** Where filled pages wait for being written, a file, so that a document of any length takes little memory. */
    private static JRVirtualizer aside() {
        return new JRSwapFileVirtualizer(PAGES_IN_MEMORY, new JRSwapFile(System.getProperty("java.io.tmpdir"), BLOCK, BLOCK), true);
    }

    /** The words of a chart are text, which can be searched and takes less room than the outlines of its letters. */
    private static SimplePdfReportConfiguration charts() {
        SimplePdfReportConfiguration charts = new SimplePdfReportConfiguration();
        charts.setForceSvgShapes(false);
        return charts;
    }

    private static SimplePdfExporterConfiguration configuration(PdfContent content, Branding branding) {
        SimplePdfExporterConfiguration configuration = new SimplePdfExporterConfiguration();
        configuration.setTagged(true);
        configuration.setTagLanguage(content.words().language().tag());
        configuration.setDisplayMetadataTitle(true);
        configuration.setMetadataTitle(content.title());
        configuration.setMetadataSubject(content.subject());
        configuration.setMetadataAuthor(branding.issuer());
        configuration.setMetadataCreator("Reckoner");
        // Streams are compressed all the same; this would compress objects too, which PDF/A-1 does not allow.
        configuration.setCompressed(false);
        configuration.setPdfaConformance(PdfaConformanceEnum.PDFA_1A);
        configuration.setIccProfilePath(CompileTemplates.COLOURS);
        return configuration;
    }
}
