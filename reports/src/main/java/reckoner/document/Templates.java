package reckoner.document;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRStyle;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.util.JRLoader;
import net.sf.jasperreports.engine.util.JRTextMeasurerUtil;

/** Load the compiled layout once per paper and pair of brand colours; it comes from our own jar only and is never read from elsewhere. */
final class Templates {

    private record Look(Paper paper, String accent, String highlight, boolean direct) {}

    static {
        SerialFilter.install();
    }

    private final Map<Look, JasperReport> loaded = new ConcurrentHashMap<>();

    /** @param direct false leaves every text to Jasper, for a comparison */
    JasperReport document(Branding branding, boolean direct) {
        return loaded.computeIfAbsent(new Look(branding.paper(), branding.accent(), branding.highlight(), direct), Templates::load);
    }

    private static JasperReport load(Look look) {
        String name = look.paper().template();
        try (InputStream in = Templates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar; the build compiles it (see reports/pom.xml)");
            }
            JasperReport report = (JasperReport) JRLoader.loadObject(in);
            for (JRStyle style : report.getStyles()) {
                paint(style, look);
            }
            if (look.direct()) {
                report.setProperty(JRTextMeasurerUtil.PROPERTY_TEXT_MEASURER_FACTORY, OneLineMeasurers.class.getName());
            }
            return report;
        } catch (JRException | IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }

    private static void paint(JRStyle style, Look look) {
        Color accent = Color.decode(look.accent());
        Color highlight = Color.decode(look.highlight());
        switch (style.getName()) {
            case "accent", "heading" -> style.setForecolor(accent);
            case "accentFill" -> {
                style.setForecolor(accent);
                style.setBackcolor(accent);
            }
            case "highlightFill" -> {
                style.setForecolor(highlight);
                style.setBackcolor(highlight);
            }
            default -> { }
        }
    }
}
