package reckoner.document;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import net.sf.jasperreports.engine.JRBand;
import net.sf.jasperreports.engine.JRElement;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.design.JRDesignBand;
import net.sf.jasperreports.engine.design.JRDesignElement;
import net.sf.jasperreports.engine.design.JasperDesign;
import net.sf.jasperreports.engine.xml.JRXmlLoader;

/** Compile {@code document.jrxml} for each paper; the Maven build runs this, so that no run pays for it. */
public final class CompileTemplates {

    /** Where the colour space that PDF/A asks for lies: the standard sRGB of the JDK that builds, so that all runs embed the same. */
    static final String COLOURS = "reckoner/document/srgb.icc";

    private CompileTemplates() {}

    /** Compile the layout in the folder named by the one argument. */
    public static void main(String[] arguments) throws IOException, JRException {
        Path folder = Path.of(arguments[0]);
        Files.write(folder.resolve("srgb.icc"), ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        for (Paper paper : Paper.values()) {
            JasperDesign design = JRXmlLoader.load(folder.resolve("document.jrxml").toFile());
            fit(design, paper);
            try (OutputStream out = Files.newOutputStream(folder.resolve(paper.template()))) {
                JasperCompileManager.compileReportToStream(design, out);
            }
        }
        // What the bench measures against.
        JasperCompileManager.compileReportToFile(folder.resolve("peers/statement.jrxml").toString(), folder.resolve("peers/statement.jasper").toString());
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
