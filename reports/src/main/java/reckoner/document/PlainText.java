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

    /** What all texts of one element of the layout have in common. */
    private record Look(BaseFont font, float size, Color colour, HorizontalTextAlignEnum across, int left, int top, int right, int bottom) {}

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
        if (!(text instanceof JRTemplatePrintText printed) || text.getAnchorName() != null || text.getTextTruncateIndex() != null) {
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
                || text.getHorizontalTextAlign() == HorizontalTextAlignEnum.JUSTIFIED || hasBorder(text)) {
            return null;
        }
        Map<Attribute, Object> changes = new HashMap<>();
        if (Printable.FAMILY.equals(text.getFontName())) {
            changes.put(TextAttribute.FAMILY, Printable.FIRST);
        }
        Font font = fonts.font(text, changes);
        boolean whole = font.getBaseFont() != null && font.getStyle() <= Font.NORMAL;
        return !whole ? null : new Look(font.getBaseFont(), text.getFontSize(), text.getForecolor(), text.getHorizontalTextAlign(),
                text.getLineBox().getLeftPadding(), text.getLineBox().getTopPadding(), text.getLineBox().getRightPadding(),
                text.getLineBox().getBottomPadding());
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
        if (look == null || words == null || words.isEmpty() || !isPlain(words, look.font())) {
            return null;
        }
        float room = text.getWidth() - look.left() - look.right();
        float free = room - look.font().getWidthPoint(words, look.size());
        if (free < -SLACK) {
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

    /** Latin, Greek, Cyrillic, and the signs between words and figures, without anything that joins or turns round. */
    private static boolean isPlain(String words, BaseFont font) {
        if (words.charAt(0) == ' ' || words.charAt(words.length() - 1) == ' ') {
            return false;
        }
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            boolean simple = c >= ' ' && c < 0x7F || c >= 0xA0 && c < 0x300 && c != 0xAD || c >= 0x370 && c < 0x483 || c >= 0x48A && c < 0x530
                    || c >= 0x2010 && c <= 0x2027 || c == 0x202F || c >= 0x20A0 && c < 0x20D0 || c >= 0x2190 && c < 0x2600;
            if (!simple || c >= 0x7F && !font.charExists(c)) {
                return false;
            }
        }
        return true;
    }
}
