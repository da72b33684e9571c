package reckoner.load;

import org.jspecify.annotations.Nullable;

/**
 * The last line of a file, which says what stands before it.
 *
 * @param begins its first field
 * @param rows position of the number of lines, from 1; 0: not given
 * @param sum position of the sum of the amounts, from 1; 0: not given
 * @param money how the sum is written
 */
record Trailer(String begins, int rows, int sum, Kind money) {

    boolean is(Line line) {
        return line.field(0).toString().equals(begins);
    }

    /** Fails as {@link Unreadable} where it says something else than the lines before it. */
    void prove(Line line, long lines, long sumMicros) {
        prove(line, rows, "rows", Kinds.COUNT, lines, String.valueOf(lines));
        prove(line, sum, "sum", money, sumMicros, reckoner.ledger.Money.text(sumMicros));
    }

    private static void prove(Line line, int place, String what, Kind kind, long found, String shown) {
        if (place == 0) {
            return;
        }
        CharSequence stated = place > line.fields() ? "" : line.field(place - 1);
        Cell cell = new Cell();
        @Nullable Fault fault = stated.length() == 0 ? new Fault("is empty", "") : kind.read(stated, cell);
        if (fault != null || cell.number != found) {
            throw new Unreadable(line.line(), what, stated, "is the trailer's, but the lines before it give " + shown,
                    "Ask the sender for the whole file");
        }
    }
}
