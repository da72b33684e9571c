package reckoner.load;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import reckoner.seal.EntryContent;

/** Rows of a ledger file into the ledger itself, in their final shape and sealed. */
final class EntryCopy implements AutoCloseable {

    static final String COLUMNS = "entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key,"
            + " load_id, line_no, service_key, type, status, version, transaction_id, seal";
    private static final int COUNT = 16;
    private static final long ONE = 1_000_000;
    /** Places of the feed's columns. */
    static final int TRANSACTION = 0;
    static final int ACCOUNT = 1;
    private static final int EVENT = 2;
    private static final int OCCURRED_AT = 3;
    private static final int SERVICE = 4;
    private static final int TYPE = 5;
    private static final int STATUS = 6;
    private static final int QUANTITY = 7;
    private static final int AMOUNT = 8;
    private static final int BALANCE = 9;
    private static final int SEQUENCE = 10;

    private final BinaryCopy copy;
    private final int load;
    private final long block;
    private final NewNames names;
    private final EntryContent content = new EntryContent();
    private final byte[] seal;

    /** @param seal of the entry before the first one */
    EntryCopy(CopyIn copy, int load, long block, byte[] seal, NewNames names) {
        this.copy = new BinaryCopy(copy);
        this.load = load;
        this.block = block;
        this.seal = seal.clone();
        this.names = names;
    }

    void write(Row row) throws SQLException {
        int line = (int) row.line();
        Keys.Named account = names.account(row.text(ACCOUNT));
        Keys.Named service = names.service(row.text(SERVICE));
        Keys.Named event = row.isEmpty(EVENT) ? null : names.event(row.text(EVENT), account);
        long quantity = row.isEmpty(QUANTITY) ? ONE : row.number(QUANTITY);
        seal(row, line, quantity, account, service, event);
        copy.beginRow(COUNT);
        copy.putLong(block + line);
        copy.putInstant(row.number(OCCURRED_AT));
        putNumber(row, SEQUENCE);
        copy.putLong(quantity);
        copy.putLong(row.number(AMOUNT));
        putNumber(row, BALANCE);
        copy.putInt(account.key());
        if (event == null) {
            copy.putNull();
        } else {
            copy.putInt(event.key());
        }
        copy.putInt(load);
        copy.putInt(line);
        copy.putShort(service.key());
        copy.putShort((int) row.number(TYPE));
        copy.putShort((int) row.number(STATUS));
        copy.putShort(1);
        copy.putText(row.text(TRANSACTION));
        copy.putBytes(seal);
        copy.endRow();
    }

    private void putNumber(Row row, int column) {
        if (row.isEmpty(column)) {
            copy.putNull();
        } else {
            copy.putLong(row.number(column));
        }
    }

    private void seal(Row row, int line, long quantity, Keys.Named account, Keys.Named service, Keys.@Nullable Named event) {
        content.place(load, line, block + line)
                .figures(row.number(OCCURRED_AT), quantity, row.number(AMOUNT), (int) row.number(TYPE), (int) row.number(STATUS), 1);
        for (int column : new int[] {SEQUENCE, BALANCE}) {
            if (row.isEmpty(column)) {
                content.noNumber();
            } else {
                content.number(row.number(column));
            }
        }
        content.sealedText(account.sealed()).ascii(row.text(TRANSACTION));
        if (event == null) {
            content.noText();
        } else {
            content.sealedText(event.sealed());
        }
        content.sealedText(service.sealed()).sealAfter(seal);
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
