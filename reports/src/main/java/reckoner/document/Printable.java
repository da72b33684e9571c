package reckoner.document;

import java.awt.Font;
import org.jspecify.annotations.Nullable;

/** Make names printable: what the embedded font cannot draw becomes a box that is seen, for a missing glyph would simply vanish. */
final class Printable {

    private static final int BOX = 0x25A1;

    private Printable() {}

    /** Replace each character without a glyph by a box, and control characters by spaces. */
    static String text(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x250 && c != 0x7F)) {
            return text;
        }
        Font font = Charts.font(Font.PLAIN, 8);
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().map(c -> drawable(font, c)).forEach(result::appendCodePoint);
        return result.toString();
    }

    /** Return a name with its id behind it if part of the name cannot be drawn, so that it still tells which. */
    static String named(String name, @Nullable String id) {
        String drawn = text(name);
        return id == null || drawn.equals(name) ? drawn : drawn + " (" + text(id) + ")";
    }

    private static int drawable(Font font, int c) {
        if (Character.isISOControl(c)) {
            return ' ';
        }
        return font.canDisplay(c) ? c : BOX;
    }
}
