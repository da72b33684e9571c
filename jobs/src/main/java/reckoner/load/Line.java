package reckoner.load;

import java.util.ArrayList;
import java.util.List;

/** The fields of one record, without a String each. Reused from record to record. */
final class Line {

    private static final int MOST_FIELDS = 1_000;

    private final char quote;
    private final char[] text = new char[StrictText.LONGEST_LINE];
    private final List<Slice> slices = new ArrayList<>();
    private int used;
    private int fields;
    private long line;
    private int strayQuote;
    private final List<Rejection> faults = new ArrayList<>();

    Line(char quote) {
        this.quote = quote;
    }

    /** The physical line that the record begins on, from 1. */
    long line() {
        return line;
    }

    int fields() {
        return fields;
    }

    CharSequence field(int index) {
        return slices.get(index);
    }

    /** The first field with a quote in the middle of unquoted text, or -1. */
    int strayQuote() {
        return strayQuote;
    }

    /** What is wrong with the record itself, whatever its values are. */
    List<Rejection> faults() {
        return faults;
    }

    void fault(String column, CharSequence value, Fault fault) {
        faults.add(Rejection.of(line, column, value, fault));
    }

    void begin(long physicalLine) {
        faults.clear();
        line = physicalLine;
        used = 0;
        fields = 0;
        strayQuote = -1;
    }

    void add(char[] buffer, int offset, int length, boolean quoted) {
        if (fields == MOST_FIELDS) {
            throw new Unreadable(line, "has more than 1,000 columns", "Check the separator");
        }
        if (used + length > text.length) {
            throw new Unreadable(line, "is a record of more than " + text.length + " characters",
                    "A quote that opens here is probably never closed");
        }
        System.arraycopy(buffer, offset, text, used, length);
        if (fields == slices.size()) {
            slices.add(new Slice(text));
        }
        slices.get(fields).set(used, length);
        if (!quoted && strayQuote < 0) {
            lookForQuote(used, used + length);
        }
        used += length;
        fields++;
    }

    private void lookForQuote(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[i] == quote) {
                strayQuote = fields;
                return;
            }
        }
    }

    /** A view of the characters of one field. */
    private static final class Slice implements CharSequence {

        private final char[] text;
        private int start;
        private int length;

        Slice(char[] text) {
            this.text = text;
        }

        void set(int from, int count) {
            start = from;
            length = count;
        }

        @Override
        public int length() {
            return length;
        }

        @Override
        public char charAt(int index) {
            return text[start + index];
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new String(text, start + from, to - from);
        }

        @Override
        public String toString() {
            return new String(text, start, length);
        }
    }
}
