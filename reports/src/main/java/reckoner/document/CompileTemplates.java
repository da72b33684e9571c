package reckoner.document;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import net.sf.jasperreports.components.list.ListComponent;
import net.sf.jasperreports.engine.JRBand;
import net.sf.jasperreports.engine.JRComponentElement;
import net.sf.jasperreports.engine.JRElement;
import net.sf.jasperreports.engine.JRElementGroup;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParagraph;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.design.JRDesignBand;
import net.sf.jasperreports.engine.design.JRDesignElement;
import net.sf.jasperreports.engine.design.JRDesignTextElement;
import net.sf.jasperreports.engine.design.JasperDesign;
import net.sf.jasperreports.engine.util.JRElementsVisitor;
import net.sf.jasperreports.engine.util.UniformElementVisitor;
import net.sf.jasperreports.engine.xml.JRXmlLoader;

/** Compile {@code document.jrxml} for each paper; the Maven build runs this, so that no run pays for it. */
public final class CompileTemplates {

    /** Where the colour space that PDF/A asks for lies: the standard sRGB of the JDK that builds, so that all runs embed the same. */
    static final String COLOURS = "reckoner/document/srgb.icc";

    /** The beginnings of what has an identity in a layout; the library wants to read the kind first. */
    private static final Pattern IDENTIFIED = Pattern.compile("<(jasperReport|dataset|element|column|datasetRun)\\b( kind=\"\\w+\")?");

    private CompileTemplates() {}

    /** Compile the layout in the folder named by the one argument. */
    public static void main(String[] arguments) throws IOException, JRException {
        Path folder = Path.of(arguments[0]);
        Files.write(folder.resolve("srgb.icc"), ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        for (Paper paper : Paper.values()) {
            JasperDesign design = JRXmlLoader.load(withIdentities(folder.resolve("document.jrxml")));
            fit(design, paper);
            JRElementsVisitor.visitReport(design, new UniformElementVisitor() {
                @Override
                protected void visitElement(JRElement element) {
                    resolve(element);
                }

                @Override
                public void visitElementGroup(JRElementGroup group) {
                    // Its elements are visited themselves.
                }
            });
            try (OutputStream out = Files.newOutputStream(folder.resolve(paper.template()))) {
                JasperCompileManager.compileReportToStream(design, out);
            }
        }
        // What the bench measures against.
        try (OutputStream out = Files.newOutputStream(folder.resolve("peers/statement.jasper"))) {
            JasperCompileManager.compileReportToStream(JRXmlLoader.load(withIdentities(folder.resolve("peers/statement.jrxml"))), out);
        }
    }

    /**
     * Give every part of the layout the identity that the library would otherwise throw dice for, so that two builds make the
     * same bytes.
     */
    private static InputStream withIdentities(Path layout) throws IOException {
        AtomicInteger number = new AtomicInteger();
        String text = IDENTIFIED.matcher(Files.readString(layout))
                .replaceAll(part -> part.group() + " uuid=\"" + new UUID(0, number.incrementAndGet()) + '"');
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Write into each text what its style says of it and no condition changes: Jasper asks for most of it several times for each
     * text of each document, and goes up the styles every time.
     */
    private static void resolve(JRElement element) {
        if (element instanceof JRComponentElement component && component.getComponent() instanceof ListComponent list) {
            list.getContents().getChildren().forEach(child -> resolve((JRElement) child));
        } else if (element instanceof JRDesignTextElement text) {
            text.setRotation(text.getRotation());
            text.setMarkup(text.getMarkup());
            text.setHorizontalTextAlign(text.getHorizontalTextAlign());
            text.setVerticalTextAlign(text.getVerticalTextAlign());
            text.setFontName(text.getFontName());
            text.setFontSize(text.getFontSize());
            text.setUnderline(text.isUnderline());
            text.setStrikeThrough(text.isStrikeThrough());
            JRParagraph paragraph = text.getParagraph();
            paragraph.setLineSpacing(paragraph.getLineSpacing());
            paragraph.setLineSpacingSize(paragraph.getLineSpacingSize());
            paragraph.setFirstLineIndent(paragraph.getFirstLineIndent());
            paragraph.setLeftIndent(paragraph.getLeftIndent());
            paragraph.setRightIndent(paragraph.getRightIndent());
            paragraph.setSpacingBefore(paragraph.getSpacingBefore());
            paragraph.setSpacingAfter(paragraph.getSpacingAfter());
        }
    }

    /** Move a layout that was drawn for A4 to the middle of other paper; what reaches from edge to edge still does. */
    private static void fit(JasperDesign design, Paper paper) throws JRException {
        int drawnWidth = design.getPageWidth();
        int drawnHeight = design.getPageHeight();
        design.setPageWidth(paper.width());
        design.setPageHeight(paper.height());
        design.setColumnWidth(paper.width());
        if (design.getBackground() instanceof JRDesignBand background) {
            background.setHeight(paper.height());
            for (JRElement element : background.getElements()) {
                ((JRDesignElement) element).setY(element.getY() + (paper.height() - drawnHeight) / 2);
            }
        }
        for (JRBand band : design.getAllBands()) {
            for (JRElement element : band.getElements()) {
                if (element.getX() == 0 && element.getWidth() == drawnWidth) {
                    element.setWidth(paper.width());
                } else {
                    element.setX(element.getX() + (paper.width() - drawnWidth) / 2);
                }
            }
        }
    }
}
