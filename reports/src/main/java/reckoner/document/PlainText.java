package reckoner.document;

import com.lowagie.text.Font;
import com.lowagie.text.pdf.BaseFont;
import com.lowagie.text.pdf.PdfContentByte;
import java.awt.Color;
import java.awt.font.TextAttribute;
import java.text.AttributedCharacterIterator.Attribute;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.engine.fill.JRTemplateElement;
import net.sf.jasperreports.engine.fill.JRTemplatePrintText;
import net.sf.jasperreports.engine.type.HorizontalTextAlignEnum;
import net.sf.jasperreports.engine.type.ModeEnum;
import net.sf.jasperreports.engine.type.RotationEnum;
import net.sf.jasperreports.engine.type.RunDirectionEnum;
import org.jspecify.annotations.Nullable;

/**
 * Draws texts of one line, one font and left-to-right letters straight onto the page, at the place that Jasper gives them. Nearly every
 * text of a statement is such a one, and Jasper's own way, made for any text, takes most of the time of a document. What is not
 * plain is left to Jasper. Of one document and thread.
 */
final class PlainText {

    /** How far a text may reach over its box before its line has to be broken, in points: no more than a rounding of widths. */
    private static final float SLACK = 0.01f;

    /** A face of a font. */
    private record Face(String name, boolean bold, boolean italic) {}

    /** The face as it is written, null where it is none of a plain line, and the widths of its letters. */
    private record Written(@Nullable BaseFont font, Letters letters) {}

    private static final Map<Face, Written> FACES = new ConcurrentHashMap<>();

    /** What all texts of one element of the layout have in common. */
    private record Look(BaseFont font, Letters letters, float size, Color colour, HorizontalTextAlignEnum across, int left, int top, int right, int bottom) {}

    interface Fonts {
        /** The font that Jasper would write the text with, were it in the first font of its family. */
        Font font(JRPrintText text, Map<Attribute, Object> changes);
    }

    private final Fonts fonts;
    private final Map<JRTemplateElement, @Nullable Look> looks = new IdentityHashMap<>();

    PlainText(Fonts fonts) {
        this.fonts = fonts;
    }

    /** How the text looks if it is plain, else null. */
    private @Nullable Look look(JRPrintText text) {
        if (!(text instanceof JRTemplatePrintText printed) || text.getTextTruncateIndex() != null) {
            return null;
        }
        JRTemplateElement element = printed.getTemplate();
        if (!looks.containsKey(element)) {
            looks.put(element, newLook(text));
        }
        return looks.get(element);
    }

    private @Nullable Look newLook(JRPrintText text) {
        if (!"none".equals(text.getMarkup()) || text.getRotation() != RotationEnum.NONE || text.getLinkType() != null
                || text.getRunDirection() != RunDirectionEnum.LTR || text.getMode() == ModeEnum.OPAQUE
                || text.getHorizontalTextAlign() == HorizontalTextAlignEnum.JUSTIFIED || text.isUnderline() || text.isStrikeThrough() || hasBorder(text)) {
            return null;
        }
        Written face = FACES.computeIfAbsent(new Face(text.getFontName(), text.isBold(), text.isItalic()), unknown -> written(text));
        return face.font == null ? null : new Look(face.font, face.letters, text.getFontSize(), text.getForecolor(), text.getHorizontalTextAlign(),
                text.getLineBox().getLeftPadding(), text.getLineBox().getTopPadding(), text.getLineBox().getRightPadding(),
                text.getLineBox().getBottomPadding());
    }

    private Written written(JRPrintText text) {
        Map<Attribute, Object> changes = new HashMap<>();
        if (Printable.FAMILY.equals(text.getFontName())) {
            changes.put(TextAttribute.FAMILY, Printable.FIRST);
        }
        Font written = fonts.font(text, changes);
        BaseFont font = written.getStyle() <= Font.NORMAL ? written.getBaseFont() : null;
        return new Written(font, new Letters(letter -> font != null && font.charExists(letter) ? font.getWidth(letter) : Letters.NOT_PLAIN));
    }

    private static boolean hasBorder(JRPrintText text) {
        var box = text.getLineBox();
        return box.getTopPen().getLineWidth() > 0 || box.getLeftPen().getLineWidth() > 0 || box.getBottomPen().getLineWidth() > 0
                || box.getRightPen().getLineWidth() > 0;
    }

    /** A text that can be drawn as it is: where, and in which font. */
    record Line(String words, BaseFont font, float size, Color colour, float x, float y) {

        void draw(PdfContentByte page) {
            page.beginText();
            page.setFontAndSize(font, size);
            page.setColorFill(colour);
            page.setTextMatrix(x, y);
            page.showText(words);
            page.endText();
            page.resetRGBColorFill();
        }
    }

    /** Return the text as a line on a page of that height, null where Jasper has to see to it. */
    @Nullable Line line(JRPrintText text, int offsetX, int offsetY, int pageHeight) {
        Look look = look(text);
        String words = look == null ? null : text.getFullText();
        if (look == null || words == null || !words.equals(words.strip())) {
            return null;
        }
        float width = look.letters().width(words);
        float free = text.getWidth() - look.left() - look.right() - width * 0.001f * look.size();
        if (width < 0 || free < -SLACK) {
            return null;
        }
        float shift = switch (look.across()) {
            case RIGHT -> free;
            case CENTER -> free / 2;
            case LEFT, JUSTIFIED -> 0;
        };
        float height = text.getHeight() - look.top() - look.bottom() - text.getTextHeight();
        float down = switch (text.getVerticalTextAlign()) {
            case BOTTOM -> height;
            case MIDDLE -> height / 2;
            case TOP, JUSTIFIED -> 0;
        };
        float top = text.getY() + offsetY + look.top() + down + text.getLeadingOffset();
        return new Line(words, look.font(), look.size(), look.colour(), text.getX() + offsetX + look.left() + shift,
                pageHeight - top - text.getLineSpacingFactor() * look.size());
    }
}
