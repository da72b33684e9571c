package reckoner.document;

import java.awt.Color;
import java.util.Locale;

/** Contrast of two colours as WCAG 2.2 counts it (relative luminance, 1.4.3): from 1 to 21. */
final class Contrast {

    /** What text needs on its ground, level AA. */
    static final double OF_TEXT = 4.5;
    /** What bars and lines need (1.4.11). */
    static final double OF_GRAPHICS = 3.0;

    private static final double FLARE = 0.05;
    private static final double DARKER = 0.97;

    private Contrast() {}

    static double of(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + FLARE) / (Math.min(a, b) + FLARE);
    }

    /** The first darker shade of a colour that stands out from white so much, as {@code #rrggbb}. */
    static String darkened(Color colour, double contrast) {
        Color shade = colour;
        while (of(shade, Color.WHITE) < contrast) {
            shade = new Color((int) (shade.getRed() * DARKER), (int) (shade.getGreen() * DARKER), (int) (shade.getBlue() * DARKER));
        }
        return String.format(Locale.ROOT, "#%02X%02X%02X", shade.getRed(), shade.getGreen(), shade.getBlue());
    }

    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen()) + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
