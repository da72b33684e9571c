package reckoner.table;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;

/** Rows of a table that are read once and as they come, so that a table of any length takes no memory. */
public final class StreamedRows extends AbstractList<List<Cell>> {

    private final Iterator<List<Cell>> rows;

    public StreamedRows(Iterator<List<Cell>> rows) {
        this.rows = rows;
    }

    @Override
    public Iterator<List<Cell>> iterator() {
        return rows;
    }

    @Override
    public List<Cell> get(int index) {
        throw new UnsupportedOperationException("rows are read once, in order");
    }

    @Override
    public int size() {
        throw new UnsupportedOperationException("nobody knows before the last row is read");
    }
}
