package reckoner.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/** Values to PostgreSQL in its binary copy format, which it takes without parsing. */
final class BinaryCopy implements AutoCloseable {

    private static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final int CAPACITY = 64 * 1024;
    /** No row is larger: every text of a feed has at most 200 characters. */
    private static final int LARGEST_ROW = 16 * 1024;
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;

    private final CopyIn copy;
    private final ByteBuffer buffer = ByteBuffer.allocate(CAPACITY);

    BinaryCopy(CopyIn copy) {
        this.copy = copy;
        buffer.put(HEADER);
    }

    void beginRow(int columns) {
        buffer.putShort((short) columns);
    }

    void endRow() throws SQLException {
        if (buffer.remaining() < LARGEST_ROW) {
            flush();
        }
    }

    void putNull() {
        buffer.putInt(-1);
    }

    void putLong(long value) {
        buffer.putInt(Long.BYTES).putLong(value);
    }

    void putInt(int value) {
        buffer.putInt(Integer.BYTES).putInt(value);
    }

    void putShort(int value) {
        buffer.putInt(Short.BYTES).putShort((short) value);
    }

    /** @param micros since 1970 */
    void putInstant(long micros) {
        putLong(micros - MICROS_TO_2000);
    }

    void putBytes(byte[] bytes) {
        buffer.putInt(bytes.length).put(bytes);
    }

    void putText(CharSequence text) {
        int length = text.length();
        int start = buffer.position();
        buffer.putInt(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
                buffer.position(start);
                putBytes(bytes);
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
