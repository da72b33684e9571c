package reckoner.load;

/** The typed values of one line, in the order of the feed's columns. Reused from line to line. */
final class Row {

    private final Cell[] cells;
    private long line;

    Row(Feed feed) {
        cells = new Cell[feed.columns().size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell();
        }
    }

    void begin(long physicalLine) {
        line = physicalLine;
    }

    long line() {
        return line;
    }

    Cell cell(int column) {
        return cells[column];
    }

    boolean isEmpty(int column) {
        return cells[column].empty;
    }

    long number(int column) {
        return cells[column].number;
    }

    CharSequence text(int column) {
        return cells[column].text;
    }
}
