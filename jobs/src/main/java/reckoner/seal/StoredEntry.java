package reckoner.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An entry as it stands in the database now, read from one row of {@code sql/seal/entries.sql} in binary copy format. */
final class StoredEntry {

    private static final int FIGURES = 9;
    private static final int NUMBERS = 11;
    private static final int TEXTS = 15;
    private static final int COLUMNS = 16;
    private static final long MICROS_TO_2000 = 946_684_800_000_000L;

    /** Long values of the first columns; texts and seal stay in the row. */
    private final long[] values = new long[NUMBERS];
    private final int[] start = new int[COLUMNS];
    private final int[] length = new int[COLUMNS];
    private final ByteBuffer row;

    /** @param row behind the header of the copy */
    StoredEntry(ByteBuffer row) {
        this.row = row;
        int columns = row.getShort();
        if (columns != COLUMNS) {
            throw new IllegalStateException(columns + " columns");
        }
        for (int i = 0; i < COLUMNS; i++) {
            length[i] = row.getInt();
            start[i] = row.position();
            if (i < NUMBERS && length[i] > 0) {
                values[i] = number(length[i]);
            } else {
                row.position(row.position() + Math.max(0, length[i]));
            }
        }
    }

    private long number(int bytes) {
        return switch (bytes) {
            case Short.BYTES -> row.getShort();
            case Integer.BYTES -> row.getInt();
            default -> row.getLong();
        };
    }

    int load() {
        return (int) values[0];
    }

    int line() {
        return (int) values[1];
    }

    long entry() {
        return values[2];
    }

    String account() {
        return text(11);
    }

    String transaction() {
        return text(12);
    }

    /** The seal as it is stored; null where there is none. */
    byte @Nullable [] seal() {
        int last = COLUMNS - 1;
        return length[last] < 0 ? null : Arrays.copyOfRange(row.array(), start[last], start[last] + length[last]);
    }

    /** What it says, as if it stood at another line and number. */
    void put(EntryContent content, int line, long entry) {
        content.place(load(), line, entry)
                .figures(values[3] + MICROS_TO_2000, values[4], values[5], (int) values[6], (int) values[7], (int) values[8]);
        for (int i = FIGURES; i < NUMBERS; i++) {
            if (length[i] < 0) {
                content.noNumber();
            } else {
                content.number(values[i]);
            }
        }
        for (int i = NUMBERS; i < TEXTS; i++) {
            if (length[i] < 0) {
                content.noText();
            } else {
                content.utf8(ByteBuffer.wrap(row.array(), start[i], length[i]));
            }
        }
    }

    private String text(int column) {
        return length[column] < 0 ? "?" : new String(row.array(), start[column], length[column], StandardCharsets.UTF_8);
    }
}
