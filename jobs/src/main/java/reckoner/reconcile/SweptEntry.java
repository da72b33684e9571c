package reckoner.reconcile;

import java.nio.ByteBuffer;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.seal.EntryContent;

/** An entry as a sweep sees it: one row in binary copy format. */
final class SweptEntry {

    static final String COLUMNS = """
            account_key, load_id, line_no, event_key, service_key, type, status, version, entry_id, occurred_at, quantity_micros,
              amount_micros, balance_micros, sequence, transaction_id, seal""";

    private static final int CONSUME = EntryType.CONSUME.code();
    private static final int SUCCESS = EntryStatus.SUCCESS.code();
    private static final long[] SIGN = signs();

    private final byte[] row;
    private final int transactionAt;
    private final int transactionLength;
    private final int sealAt;
    private final int line;
    private final int version;
    final int account;
    final int load;
    /** 0: none. */
    final int event;
    final int service;
    final int type;
    final int status;
    final long entry;
    /** Microseconds since 2000, as the database counts. */
    final long at;
    final long quantityMicros;
    final long amountMicros;
    final boolean hasBalance;
    final long balanceMicros;
    final boolean hasSequence;
    final long sequence;

    /** @param row at the number of columns */
    SweptEntry(ByteBuffer row) {
        this.row = row.array();
        row.getShort();
        account = integer(row);
        load = integer(row);
        line = integer(row);
        event = row.getInt() < 0 ? 0 : row.getInt();
        service = small(row);
        type = small(row);
        status = small(row);
        version = small(row);
        entry = number(row);
        at = number(row);
        quantityMicros = number(row);
        amountMicros = number(row);
        hasBalance = row.getInt() >= 0;
        balanceMicros = hasBalance ? row.getLong() : 0;
        hasSequence = row.getInt() >= 0;
        sequence = hasSequence ? row.getLong() : 0;
        transactionLength = row.getInt();
        transactionAt = row.position();
        row.position(transactionAt + transactionLength);
        sealAt = row.getInt() == EntryContent.SEAL ? row.position() : -1;
    }

    private static int integer(ByteBuffer row) {
        row.getInt();
        return row.getInt();
    }

    private static short small(ByteBuffer row) {
        row.getInt();
        return row.getShort();
    }

    private static long number(ByteBuffer row) {
        row.getInt();
        return row.getLong();
    }

    boolean isCharge() {
        return type == CONSUME && status == SUCCESS;
    }

    long effectMicros() {
        return status == SUCCESS ? SIGN[type & 15] * amountMicros : 0;
    }

    /** Is its seal the one that follows {@code before}? */
    boolean isSealedAfter(byte[] before, SealedNames names, EntryContent content) {
        if (sealAt < 0) {
            return false;
        }
        content.place(load, line, entry).figuresSince2000(at, quantityMicros, amountMicros, type, status, version);
        number(content, hasSequence, sequence);
        number(content, hasBalance, balanceMicros);
        content.sealedText(names.account(account))
                .utf8(row, transactionAt, transactionLength)
                .sealedText(names.event(event))
                .sealedText(names.service(service));
        return content.isSealedAs(before, row, sealAt);
    }

    private static void number(EntryContent content, boolean isThere, long value) {
        if (isThere) {
            content.number(value);
        } else {
            content.noNumber();
        }
    }

    /** Its seal; false where it has none, and {@code target} is as it was. */
    boolean copySeal(byte[] target) {
        if (sealAt >= 0) {
            System.arraycopy(row, sealAt, target, 0, EntryContent.SEAL);
        }
        return sealAt >= 0;
    }

    private static long[] signs() {
        long[] signs = new long[16];
        for (EntryType type : EntryType.values()) {
            signs[type.code()] = type.effect(1);
        }
        return signs;
    }
}
