package reckoner.document;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Make names printable: what no embedded font can draw becomes a box that is seen, for a missing glyph would simply vanish. */
final class Printable {

    /** The set of fonts that names are printed in. */
    static final String FAMILY = "Reckoner";
    /** The first font of the set, in which all other text is printed too. */
    static final String FIRST = "DejaVu Sans Condensed";

    private static final int BOX = 0x25A1;

    private Printable() {}

    /** The fonts of the set that {@code fonts.xml} names, in its order; loaded when the first unusual name comes. */
    private static final class Fonts {
        static final List<Font> ALL =
                List.of(Charts.font(Font.PLAIN, 8), load("DroidSansFallback.ttf"), load("NotoSansDevanagari-Regular.ttf"), load("NotoSansThai-Regular.ttf"),
                        load("NotoEmoji.ttf"));

        private static Font load(String name) {
            try (InputStream in = Printable.class.getResourceAsStream("fonts/" + name)) {
                return Font.createFont(Font.TRUETYPE_FONT, in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (FontFormatException e) {
                throw new IllegalStateException("the font " + name + " of our own jar cannot be read", e);
            }
        }
    }

    /** Replace each character without a glyph by a box, and control characters by spaces. */
    static String text(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x250 && c != 0x7F)) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().filter(c -> !joins(c)).map(Printable::drawable).forEach(result::appendCodePoint);
        return result.toString();
    }

    /** Return a name with its id behind it if part of the name cannot be drawn, so that it still tells which. */
    static String named(String name, @Nullable String id) {
        String drawn = text(name);
        return id == null || drawn.indexOf(BOX) < 0 || name.indexOf(BOX) >= 0 ? drawn : drawn + " (" + text(id) + ")";
    }

    private static int drawable(int c) {
        if (Character.isISOControl(c)) {
            return ' ';
        }
        return Fonts.ALL.stream().anyMatch(font -> font.canDisplay(c)) ? c : BOX;
    }

    // Signs that only choose or join the drawings of an emoji; its parts are drawn one after the other.
    private static boolean joins(int c) {
        return c == 0x200D || c >= 0xFE00 && c <= 0xFE0F || c >= 0x1F3FB && c <= 0x1F3FF || c >= 0xE0020 && c <= 0xE007F;
    }
}
