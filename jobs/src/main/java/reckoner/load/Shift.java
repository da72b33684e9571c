package reckoner.load;

import java.util.Map;

/**
 * How far the decimal mark of amounts moves to the right, by the value of a column: an account in 1/1,000 of a unit.
 *
 * @param places digits, 0 for values that are not listed
 */
record Shift(String from, Map<String, Integer> places) {

    int of(Line line, Layout layout) {
        return places.getOrDefault(line.field(layout.place(from)).toString(), 0);
    }
}
