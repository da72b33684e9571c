package reckoner.document;

import java.util.Locale;

/** Say on which paper documents are printed; sizes in points. */
public enum Paper {
    A4(595, 842),
    LETTER(612, 792);

    private final int width;
    private final int height;

    Paper(int width, int height) {
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Return the name of the layout compiled for it. */
    String template() {
        return "document-" + name().toLowerCase(Locale.ROOT) + ".jasper";
    }

    /**
     * Return the paper of that name, in any case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Paper of(String name) {
        return switch (name.strip().toLowerCase(Locale.ROOT)) {
            case "a4" -> A4;
            case "letter" -> LETTER;
            default -> throw new IllegalArgumentException("'" + name + "' is no paper. Known are A4 and Letter.");
        };
    }
}
