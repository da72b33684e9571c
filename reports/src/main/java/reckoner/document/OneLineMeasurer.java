package reckoner.document;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.font.TextAttribute;
import java.text.AttributedCharacterIterator.Attribute;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.jasperreports.engine.JRBoxContainer;
import net.sf.jasperreports.engine.JRCommonText;
import net.sf.jasperreports.engine.JRLineBox;
import net.sf.jasperreports.engine.JRParagraph;
import net.sf.jasperreports.engine.fill.JRMeasuredText;
import net.sf.jasperreports.engine.fill.TextMeasurer;
import net.sf.jasperreports.engine.fonts.FontUtil;
import net.sf.jasperreports.engine.type.LineSpacingEnum;
import net.sf.jasperreports.engine.type.RotationEnum;
import net.sf.jasperreports.engine.util.JRStyledText;
import org.jspecify.annotations.Nullable;

/**
 * Measures texts that fit into one line by the widths of their letters. Nearly every text of a statement is such a one; Jasper's own
 * way, made for any text, took an eighth of the time of a document. All others are left to Jasper. Of one text of the layout, one document and thread.
 */
final class OneLineMeasurer extends TextMeasurer {

    /** Room, in points, within which Jasper decides whether a text has to be broken: sums of widths differ by their roundings. */
    private static final float SLACK = 0.05f;
    private static final int THOUSAND = 1000;
    /** As Jasper measures: letters stand where they belong and not on whole points. */
    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    /** What a line's height depends on. */
    private record Face(@Nullable Object weight, @Nullable Object posture, float size) {}

    /** What Jasper found for a line of the face: all its lines are the same but for their words. */
    private record Line(float height, float leading, float spacing) {}

    private static final Map<Face, Line> LINES = new ConcurrentHashMap<>();
    private static final Letters[] LETTERS = {letters(Font.PLAIN), letters(Font.BOLD), letters(Font.ITALIC), letters(Font.BOLD | Font.ITALIC)};

    private final boolean plain;
    private final int padding;

    OneLineMeasurer(FontUtil fonts, JRCommonText text) {
        super(fonts, text);
        JRParagraph paragraph = text.getParagraph();
        this.plain = text.getRotation() == RotationEnum.NONE && "none".equals(text.getMarkup())
                && paragraph.getLineSpacing() == LineSpacingEnum.SINGLE && paragraph.getFirstLineIndent() == 0 && paragraph.getLeftIndent() == 0
                && paragraph.getRightIndent() == 0 && paragraph.getSpacingBefore() == 0 && paragraph.getSpacingAfter() == 0;
        JRLineBox box = ((JRBoxContainer) text).getLineBox();
        // No condition of the layout changes these.
        this.padding = box.getLeftPadding() + box.getRightPadding() + box.getTopPadding() + box.getBottomPadding();
    }

    private static Letters letters(int style) {
        Font font = Charts.font(style, THOUSAND);
        return new Letters(letter -> {
            GlyphVector drawn = font.createGlyphVector(EXACT, new char[] {letter});
            return font.canDisplay(letter) && drawn.getNumGlyphs() == 1 ? drawn.getGlyphMetrics(0).getAdvanceX() : Letters.NOT_PLAIN;
        });
    }

    @Override
    public JRMeasuredText measure(JRStyledText text, int start, int stretch, boolean indented, boolean overflows) {
        Face face = start == 0 && plain && padding == 0 ? face(text) : null;
        if (face == null) {
            return super.measure(text, start, stretch, indented, overflows);
        }
        String words = text.getText();
        float width = LETTERS[style(face)].width(words) * face.size / THOUSAND;
        if (width <= 0 || width > textElement.getWidth() - SLACK) {
            return super.measure(text, start, stretch, indented, overflows);
        }
        Line line = LINES.get(face);
        if (line == null || line.height > textElement.getHeight()) {
            JRMeasuredText measured = super.measure(text, start, stretch, indented, overflows);
            if (measured.getTextOffset() == words.length()) {
                LINES.put(face, new Line(measured.getTextHeight(), measured.getLeadingOffset(), measured.getLineSpacingFactor()));
            }
            return measured;
        }
        return new Measured(line, width, words.length());
    }

    /** The face of a text that is in one face of our first font, else null. */
    private static @Nullable Face face(JRStyledText text) {
        if (text.getRuns().size() != 1) {
            return null;
        }
        Map<Attribute, Object> attributes = text.getRuns().get(0).attributes;
        Object family = attributes.get(TextAttribute.FAMILY);
        return (Printable.FIRST.equals(family) || Printable.FAMILY.equals(family)) && attributes.get(TextAttribute.SIZE) instanceof Float size
                ? new Face(attributes.get(TextAttribute.WEIGHT), attributes.get(TextAttribute.POSTURE), size) : null;
    }

    private static int style(Face face) {
        return (TextAttribute.WEIGHT_BOLD.equals(face.weight) ? Font.BOLD : Font.PLAIN) | (TextAttribute.POSTURE_OBLIQUE.equals(face.posture) ? Font.ITALIC : Font.PLAIN);
    }

    private record Measured(Line line, float width, int letters) implements JRMeasuredText {

        @Override
        public float getLeadingOffset() {
            return line.leading;
        }

        @Override
        public float getLineSpacingFactor() {
            return line.spacing;
        }

        @Override
        public float getTextWidth() {
            return width;
        }

        @Override
        public float getAverageCharWidth() {
            return width / letters;
        }

        @Override
        public float getTextHeight() {
            return line.height;
        }

        @Override
        public int getTextOffset() {
            return letters;
        }

        @Override
        public boolean isLeftToRight() {
            return true;
        }

        @Override
        public boolean isParagraphCut() {
            return false;
        }

        @Override
        public @Nullable String getTextSuffix() {
            return null;
        }

        @Override
        public short @Nullable [] getLineBreakOffsets() {
            return null;
        }
    }
}
