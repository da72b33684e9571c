package reckoner.document;

import java.util.Arrays;

/**
 * Widths of the plain letters of one font, each asked for once: Latin, Greek, Cyrillic, and the signs between words and figures,
 * nothing that joins, turns round or takes room from its neighbours. Of all documents and threads.
 */
final class Letters {

    /** The width of a text that is not made of plain letters alone. */
    static final float NOT_PLAIN = -1;

    private static final int END = 0x2600;
    private static final float UNKNOWN = Float.NaN;

    interface Font {
        /** Return the width in thousandths of the font's size, {@link #NOT_PLAIN} without such a letter. */
        float width(char letter);
    }

    private final Font font;
    // Threads may ask for the same letter at the same time: they write the same.
    private final float[] widths = new float[END];

    Letters(Font font) {
        this.font = font;
        Arrays.fill(widths, UNKNOWN);
    }

    /** Return the width in thousandths of the font's size, {@link #NOT_PLAIN} if the words are not plain letters of the font. */
    float width(String words) {
        float sum = 0;
        for (int i = 0; i < words.length(); i++) {
            float width = width(words.charAt(i));
            if (width < 0) {
                return NOT_PLAIN;
            }
            sum += width;
        }
        return sum;
    }

    private float width(char letter) {
        if (letter >= END) {
            return NOT_PLAIN;
        }
        float width = widths[letter];
        if (Float.isNaN(width)) {
            width = isPlain(letter) ? font.width(letter) : NOT_PLAIN;
            widths[letter] = width;
        }
        return width;
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c < 0x7F || c >= 0xA0 && c < 0x300 && c != 0xAD || c >= 0x370 && c < 0x483 || c >= 0x48A && c < 0x530
                || c >= 0x2010 && c <= 0x2027 || c == 0x202F || c >= 0x20A0 && c < 0x20D0 || c >= 0x2190 && c < 0x2600;
    }
}
