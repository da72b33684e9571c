package reckoner.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.copy.CopyIn;

/** Rows to PostgreSQL in its binary copy format. */
final class RowCopy implements AutoCloseable {

    private static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final int CAPACITY = 64 * 1024;
    /** No row is larger: every text of a feed has at most 200 characters. */
    private static final int LARGEST_ROW = 16 * 1024;
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;

    private final List<Column> columns;
    private final CopyIn copy;
    private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);

    RowCopy(Feed feed, CopyIn copy) {
        this.columns = feed.columns();
        this.copy = copy;
        buffer.put(HEADER);
    }

    void write(Row row) throws SQLException {
        buffer.putShort((short) (columns.size() + 1));
        buffer.putInt(Integer.BYTES).putInt((int) row.line());
        for (int i = 0; i < columns.size(); i++) {
            write(columns.get(i).kind().storage(), row.cell(i));
        }
        if (buffer.remaining() < LARGEST_ROW) {
            flush();
        }
    }

    private void write(Kind.Storage storage, Cell cell) {
        if (cell.empty) {
            buffer.putInt(-1);
            return;
        }
        switch (storage) {
            case TEXT -> writeText(cell.text);
            case MICROS, WHOLE -> buffer.putInt(Long.BYTES).putLong(cell.number);
            case CODE -> buffer.putInt(Short.BYTES).putShort((short) cell.number);
            case INSTANT -> buffer.putInt(Long.BYTES).putLong(cell.number - MICROS_TO_2000);
        }
    }

    private void writeText(CharSequence text) {
        int length = text.length();
        int start = buffer.position();
        buffer.putInt(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                buffer.position(start);
                buffer.putInt(bytes.length).put(bytes);
                return;
            }
            buffer.put((byte) c);
        }
    }

    /** End the copy; returns how many rows the server took. */
    long finish() throws SQLException {
        buffer.putShort((short) -1);
        flush();
        return copy.endCopy();
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    /** Leave; a copy that was not finished is given up, and with it the transaction. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
