package reckoner.load;

/** One typed value of a row. Reused from line to line, so that the heap stays flat however long the file is. */
final class Cell {

    /** Nothing stood there, and the feed allows that. */
    boolean empty;
    /** Micros, a code, or microseconds since 1970, as the kind says. */
    long number;
    /** The text of the kinds that are text; valid until the next line is read. */
    CharSequence text = "";
    /** How far the decimal mark of amounts of this line moves to the right. */
    int shift;

    void set(long value) {
        empty = false;
        number = value;
    }

    void set(CharSequence value) {
        empty = false;
        text = value;
    }
}
