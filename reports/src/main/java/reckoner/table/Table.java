package reckoner.table;

import java.util.List;

/**
 * Hold rows of typed cells under columns.
 *
 * @param rows one cell per column each; may be a view over a long list, so it is not copied
 * @param totals one last row, or empty
 */
public record Table(String title, List<Column> columns, List<List<Cell>> rows, List<Cell> totals) {

    public Table {
        columns = List.copyOf(columns);
        totals = List.copyOf(totals);
        if (!totals.isEmpty() && totals.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "table '" + title + "': " + totals.size() + " totals for " + columns.size() + " columns");
        }
    }

    /** Return a table without totals. */
    public static Table of(String title, List<Column> columns, List<List<Cell>> rows) {
        return new Table(title, columns, rows, List.of());
    }

    /** Return the row's cells after checking that there is one per column. */
    List<Cell> checked(List<Cell> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "table '" + title + "': a row has " + row.size() + " cells for " + columns.size() + " columns");
        }
        return row;
    }
}
