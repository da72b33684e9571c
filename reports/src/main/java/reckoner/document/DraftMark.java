package reckoner.document;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.renderers.AbstractRenderer;
import net.sf.jasperreports.renderers.Graphics2DRenderable;

/** Draw the word for a draft behind a page as outlines: text there would mix with the page's own when someone searches or copies it. */
final class DraftMark extends AbstractRenderer implements Graphics2DRenderable {

    private static final long serialVersionUID = 1L;

    private final String words;

    DraftMark(String words) {
        this.words = words;
    }

    @Override
    public void render(JasperReportsContext context, Graphics2D graphics, Rectangle2D area) {
        Shape word = Charts.font(Font.BOLD, 120).createGlyphVector(graphics.getFontRenderContext(), words).getOutline();
        Rectangle2D bounds = word.getBounds2D();
        double scale = Math.min(1, area.getWidth() / bounds.getWidth());
        AffineTransform centred = AffineTransform.getTranslateInstance(
                area.getCenterX() - scale * bounds.getCenterX(), area.getCenterY() - scale * bounds.getCenterY());
        centred.scale(scale, scale);
        graphics.setColor(Color.decode("#EDF0F3"));
        graphics.fill(centred.createTransformedShape(word));
    }
}
