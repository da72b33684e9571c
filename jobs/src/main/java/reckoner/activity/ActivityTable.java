package reckoner.activity;

import java.util.List;
import java.util.stream.Stream;
import reckoner.ledger.Money;
import reckoner.table.Cell;
import reckoner.table.Column;

/** The master log as a table: the dashboard's columns, and for programs a few more. */
public final class ActivityTable {

    private static final List<Column> COLUMNS = List.of(
            Column.left("Date", 19), Column.left("Account", 12), Column.left("Event", 12), Column.left("Service", 30),
            Column.left("Type", 10), Column.left("Status", 8), Column.right("Transaction", 12), Column.right("Balance", 12));
    private static final List<Column> MORE_COLUMNS = List.of(
            Column.left("Event name", 24), Column.left("Time zone", 20), Column.left("Transaction id", 20));

    private ActivityTable() {}

    /** The columns; {@code all} with those for programs. */
    public static List<Column> columns(boolean all) {
        return all ? Stream.concat(COLUMNS.stream(), MORE_COLUMNS.stream()).toList() : COLUMNS;
    }

    /** The cells of a row, for the same columns. */
    public static List<Cell> cells(Activity row, boolean all) {
        Long balance = row.balanceMicros();
        Stream<Cell> cells = Stream.of(
                Cell.moment(row.occurredAt(), row.zone()),
                Cell.text(row.account()),
                Cell.text(row.event()),
                Cell.text(row.service()),
                Cell.text(row.type()),
                Cell.text(row.status()),
                Cell.money(Money.credits(row.amountMicros())),
                balance == null ? Cell.EMPTY : Cell.money(Money.credits(balance)));
        Stream<Cell> more = Stream.of(Cell.text(row.eventName()), Cell.text(row.zone().getId()), Cell.text(row.transaction()));
        return (all ? Stream.concat(cells, more) : cells).toList();
    }
}
