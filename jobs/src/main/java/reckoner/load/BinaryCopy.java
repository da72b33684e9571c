package reckoner.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.copy.CopyIn;

/**
 * Values to PostgreSQL in its binary copy format, which it takes without parsing; as they come, or many rows at a time in the
 * order of a key, so that rows which belong to the same pages of an index meet there.
 */
final class BinaryCopy implements AutoCloseable {

    private static final byte[] HEADER = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final int CAPACITY = 64 * 1024;
    /** No row is larger: every text of a feed has at most 200 characters. */
    private static final int LARGEST_ROW = 16 * 1024;
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;

    /** Rows of a day that are put in order together. */
    private static final int ORDERED_CAPACITY = 24 * 1024 * 1024;
    private static final int ORDERED_ROWS = 150_000;

    private final CopyIn copy;
    private final ByteBuffer buffer;
    /** Of rows that wait to be put in order: key and number, and where each ends. */
    private final long[] keys;
    private final int[] ends;
    private int waiting;
    private int begin;

    private BinaryCopy(CopyIn copy, int capacity, int rows) {
        this.copy = copy;
        this.buffer = ByteBuffer.allocate(capacity);
        this.keys = new long[rows];
        this.ends = new int[rows];
        buffer.put(HEADER);
        begin = HEADER.length;
    }

    /** Rows go as they come. */
    static BinaryCopy asItComes(CopyIn copy) {
        return new BinaryCopy(copy, CAPACITY, 0);
    }

    /** Rows go in the order of their keys, those of one key as they come. */
    static BinaryCopy inOrder(CopyIn copy) {
        return new BinaryCopy(copy, ORDERED_CAPACITY, ORDERED_ROWS);
    }

    void beginRow(int columns) {
        buffer.putShort((short) columns);
    }

    /** @param key not negative; of no meaning where rows go as they come */
    void endRow(int key) throws SQLException {
        if (keys.length > 0) {
            keys[waiting] = (long) key << Integer.SIZE | waiting;
            ends[waiting++] = buffer.position();
        }
        if (buffer.remaining() < LARGEST_ROW || waiting == keys.length && waiting > 0) {
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
        flush();
        buffer.putShort((short) -1);
        flush();
        return copy.endCopy();
    }

    private void flush() throws SQLException {
        if (waiting == 0) {
            copy.writeToCopy(buffer.array(), 0, buffer.position());
        } else {
            copy.writeToCopy(buffer.array(), 0, begin);
            writeInOrder();
        }
        buffer.clear();
        waiting = 0;
        begin = 0;
    }

    private void writeInOrder() throws SQLException {
        Arrays.sort(keys, 0, waiting);
        byte[] part = new byte[CAPACITY];
        int length = 0;
        for (int i = 0; i < waiting; i++) {
            int row = (int) keys[i];
            int start = row == 0 ? begin : ends[row - 1];
            if (length + ends[row] - start > part.length) {
                copy.writeToCopy(part, 0, length);
                length = 0;
            }
            System.arraycopy(buffer.array(), start, part, length, ends[row] - start);
            length += ends[row] - start;
        }
        copy.writeToCopy(part, 0, length);
    }

    /** Leave; a copy that was not finished is given up, and with it the transaction. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
