package reckoner.table;

/**
 * Describe one column of a table.
 *
 * @param width wanted width in characters, a hint for workbooks
 */
public record Column(String header, int width, Align align) {

    /** Say to which side cells lean. */
    public enum Align {
        LEFT,
        RIGHT
    }

    /** Return a column of words. */
    public static Column left(String header, int width) {
        return new Column(header, width, Align.LEFT);
    }

    /** Return a column of figures. */
    public static Column right(String header, int width) {
        return new Column(header, width, Align.RIGHT);
    }
}
