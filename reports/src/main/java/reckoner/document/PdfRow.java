package reckoner.document;

import org.jspecify.annotations.Nullable;

/** Hold one row of the layout as ready text; which field means what is written at the top of {@code document.jrxml}. */
record PdfRow(
        String section,
        String kind,
        boolean first,
        boolean last,
        String before,
        String after,
        String c1,
        String c2,
        String c3,
        String c4,
        String c5,
        String c6,
        String c7,
        @Nullable String note) {

    static PdfRow of(String section, boolean first, String c1, String c2, String c3, String c4) {
        return new PdfRow(section, "LINE", first, true, "", "", c1, c2, c3, c4, "", "", "", null);
    }

    /** A row of six columns that is not the first of its section. */
    static PdfRow line(String section, String c1, String c2, String c3, String c4, String c5, String c6) {
        return new PdfRow(section, "LINE", false, true, "", "", c1, c2, c3, c4, c5, c6, "", null);
    }

    /** A sentence that opens its section. */
    static PdfRow reason(String section, String words) {
        return new PdfRow(section, "REASON", true, true, "", "", words, "", "", "", "", "", "", null);
    }

    static PdfRow empty(String section, String balance, String words) {
        return new PdfRow(section, "EMPTY", true, false, balance, balance, words, "", "", "", "", "", "", null);
    }

    static PdfRow closing(String section, String words, String movement, String balance) {
        return new PdfRow(section, "CLOSING", false, true, balance, balance, words, "", "", "", "", movement, balance, null);
    }

    @Nullable Object field(String name) {
        return switch (name) {
            case "section" -> section;
            case "kind" -> kind;
            case "first" -> first;
            case "last" -> last;
            case "before" -> before;
            case "after" -> after;
            case "c1" -> c1;
            case "c2" -> c2;
            case "c3" -> c3;
            case "c4" -> c4;
            case "c5" -> c5;
            case "c6" -> c6;
            case "c7" -> c7;
            case "note" -> note;
            default -> throw new IllegalArgumentException("document.jrxml has no field " + name);
        };
    }
}
