package reckoner.document;

import net.sf.jasperreports.engine.JRCommonText;
import net.sf.jasperreports.engine.fill.JRTextMeasurer;
import net.sf.jasperreports.engine.fill.TextMeasurerFactory;
import net.sf.jasperreports.engine.fonts.FontUtil;

/** Gives each text of the layout a {@link OneLineMeasurer}; Jasper makes this by its name. */
public final class OneLineMeasurers extends TextMeasurerFactory {

    @Override
    public JRTextMeasurer createMeasurer(FontUtil fonts, JRCommonText text) {
        return new OneLineMeasurer(fonts, text);
    }
}
