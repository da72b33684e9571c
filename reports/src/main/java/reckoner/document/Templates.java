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

/** Load the compiled layout once per pair of brand colours; it comes from our own jar only and is never read from elsewhere. */
final class Templates {

    private record Colours(String accent, String highlight) {}

    private final Map<Colours, JasperReport> loaded = new ConcurrentHashMap<>();

    JasperReport document(Branding branding) {
        return loaded.computeIfAbsent(new Colours(branding.accent(), branding.highlight()), Templates::load);
    }

    private static JasperReport load(Colours colours) {
        try (InputStream in = Templates.class.getResourceAsStream("document.jasper")) {
            if (in == null) {
                throw new IllegalStateException("document.jasper is not in the jar; the build compiles it (see reports/pom.xml)");
            }
            JasperReport report = (JasperReport) JRLoader.loadObject(in);
            for (JRStyle style : report.getStyles()) {
                paint(style, colours);
            }
            return report;
        } catch (JRException | IOException e) {
            throw new IllegalStateException("document.jasper cannot be read", e);
        }
    }

    private static void paint(JRStyle style, Colours colours) {
        Color accent = Color.decode(colours.accent());
        Color highlight = Color.decode(colours.highlight());
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
