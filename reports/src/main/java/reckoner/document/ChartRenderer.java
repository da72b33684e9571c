package reckoner.document;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.renderers.AbstractRenderer;
import net.sf.jasperreports.renderers.Graphics2DRenderable;
import org.jfree.chart.JFreeChart;

/** Draw a chart into a PDF as vectors, its text as text in the embedded font. */
final class ChartRenderer extends AbstractRenderer implements Graphics2DRenderable {

    private static final long serialVersionUID = 1L;

    private final JFreeChart chart;

    ChartRenderer(JFreeChart chart) {
        this.chart = chart;
    }

    @Override
    public void render(JasperReportsContext context, Graphics2D graphics, Rectangle2D area) {
        chart.draw(graphics, area);
    }
}
