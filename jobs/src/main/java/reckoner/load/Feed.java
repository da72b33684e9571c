package reckoner.load;

import static reckoner.load.Column.omissible;
import static reckoner.load.Column.optional;
import static reckoner.load.Column.required;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

/** The native feeds, in the order in which they are loaded: what others refer to comes first. */
public enum Feed {
    ACCOUNTS(
            required("account_id", Kinds.ID),
            required("name", Kinds.NAME),
            required("time_zone", Kinds.ZONE),
            required("currency", Kinds.CURRENCY),
            optional("email", Kinds.EMAIL),
            optional("opening_balance", Kinds.MONEY)),
    PLANS(
            required("account_id", Kinds.ID),
            required("plan", Kinds.NAME),
            required("effective_from", Kinds.TIME)),
    EVENTS(
            required("event_id", Kinds.ID),
            required("account_id", Kinds.ID),
            required("name", Kinds.NAME),
            required("starts_at", Kinds.TIME),
            required("ends_at", Kinds.TIME)),
    PRICES(
            required("service", Kinds.NAME),
            optional("plan", Kinds.NAME),
            required("unit_price", Kinds.MAGNITUDE),
            required("effective_from", Kinds.TIME),
            optional("effective_to", Kinds.TIME)),
    LEDGER(
            required("transaction_id", Kinds.ID),
            required("account_id", Kinds.ID),
            optional("event_id", Kinds.ID),
            required("occurred_at", Kinds.TIME),
            required("service", Kinds.NAME),
            required("type", Kinds.TYPE),
            required("status", Kinds.STATUS),
            optional("quantity", Kinds.QUANTITY),
            required("amount", Kinds.MONEY),
            optional("balance", Kinds.MONEY),
            omissible("sequence", Kinds.SEQUENCE)),
    USAGE(
            required("usage_id", Kinds.ID),
            required("account_id", Kinds.ID),
            optional("event_id", Kinds.ID),
            required("occurred_at", Kinds.TIME),
            required("service", Kinds.NAME),
            optional("quantity", Kinds.QUANTITY),
            required("status", Kinds.STATUS),
            optional("transaction_id", Kinds.ID)),
    PAYMENTS(
            required("payment_id", Kinds.ID),
            required("account_id", Kinds.ID),
            required("paid_at", Kinds.TIME),
            required("amount", Kinds.MAGNITUDE),
            required("credits", Kinds.MAGNITUDE),
            required("status", Kinds.PAYMENT_STATUS),
            optional("reference", Kinds.NAME));

    private final List<Column> columns;

    Feed(Column... columns) {
        this.columns = List.of(columns);
    }

    /** As files, tables and people write it: {@code ledger}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<Column> columns() {
        return columns;
    }

    /** Place of a column, or -1. */
    int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        return -1;
    }

    /** Place of the column that totals are made of, or -1: credits of payments, amounts of entries. */
    int amount() {
        return Math.max(indexOf("credits"), indexOf("amount"));
    }

    static Optional<Feed> named(String title) {
        return Arrays.stream(values()).filter(feed -> feed.title().equals(title)).findFirst();
    }

    static String titles() {
        return Arrays.stream(values()).map(Feed::title).collect(Collectors.joining(", "));
    }

    /**
     * What no single value shows: the first column at fault and why, or null where the row is in order.
     *
     * @param blankBalances may an entry that failed have no balance?
     */
    @Nullable Misfit misfit(Row row, boolean blankBalances) {
        return switch (this) {
            case LEDGER -> ledgerMisfit(row, blankBalances);
            case EVENTS -> endsBeforeItStarts(row, 3, 4);
            case PRICES -> endsBeforeItStarts(row, 3, 4);
            case ACCOUNTS, PLANS, USAGE, PAYMENTS -> null;
        };
    }

    /** A value that does not go with another one of its row. */
    record Misfit(int column, Fault fault) {}

    private static @Nullable Misfit ledgerMisfit(Row row, boolean blankBalances) {
        if (row.number(8) < 0 && row.number(5) != EntryType.ADJUSTMENT.code()) {
            return new Misfit(8, new Fault("is negative", "Write the magnitude; only an Adjustment has a sign of its own"));
        }
        boolean mayBeBlank = row.number(6) == EntryStatus.PENDING.code() || blankBalances && row.number(6) == EntryStatus.FAILED.code();
        if (row.isEmpty(9) && !mayBeBlank) {
            return new Misfit(9, new Fault(blankBalances ? "is empty although the entry may have moved it" : "is empty although the entry is not pending",
                    "Write the balance after the entry"));
        }
        return null;
    }

    private static @Nullable Misfit endsBeforeItStarts(Row row, int start, int end) {
        return !row.isEmpty(end) && row.number(end) <= row.number(start)
                ? new Misfit(end, new Fault("is not after " + "the start of the same line", "Correct one of the two; the end is the first instant after"))
                : null;
    }
}
