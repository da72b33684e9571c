package reckoner.load;

import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** Rows of a feed into its staging table. */
final class RowCopy implements AutoCloseable {

    private final List<Column> columns;
    private final BinaryCopy copy;

    RowCopy(Feed feed, CopyIn copy) {
        this.columns = feed.columns();
        this.copy = new BinaryCopy(copy);
    }

    void write(Row row) throws SQLException {
        copy.beginRow(columns.size() + 1);
        copy.putInt((int) row.line());
        for (int i = 0; i < columns.size(); i++) {
            write(columns.get(i).kind().storage(), row.cell(i));
        }
        copy.endRow();
    }

    private void write(Kind.Storage storage, Cell cell) {
        if (cell.empty) {
            copy.putNull();
            return;
        }
        switch (storage) {
            case TEXT -> copy.putText(cell.text);
            case MICROS, WHOLE -> copy.putLong(cell.number);
            case CODE -> copy.putShort((int) cell.number);
            case INSTANT -> copy.putInstant(cell.number);
        }
    }

    /** End the copy; returns how many rows the server took. */
    long finish() throws SQLException {
        return copy.finish();
    }

    @Override
    public void close() throws SQLException {
        copy.close();
    }
}
