package reckoner.document;

import java.time.ZoneId;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import reckoner.statement.EventReport;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

/** Lay out ledger lines as a table, for CSV and workbooks; its rows are a view, made when they are read. */
final class LedgerTable {

    /** Where the signed movement stands, counted from 0. */
    static final int MOVEMENT = 8;
    /** Where the kind stands, counted from 0. */
    static final int KIND = 12;
    /** Where the engine stands, counted from 0. */
    static final int ENGINE = 3;
    /** Where the event's id stands, counted from 0. */
    static final int EVENT_ID = 11;

    private LedgerTable() {}

    static Table of(Statement statement) {
        return table("Ledger", statement.lines(), statement.period().zone());
    }

    static Table of(EventReport report) {
        return table("Event activities", report.lines(), report.zone());
    }

    private static Table table(String title, List<StatementLine> lines, ZoneId zone) {
        return Table.of(title, columns(zone), new AbstractList<List<Cell>>() {
            @Override
            public List<Cell> get(int index) {
                return cells(lines.get(index), zone);
            }

            @Override
            public int size() {
                return lines.size();
            }
        });
    }

    private static List<Column> columns(ZoneId zone) {
        return List.of(
                Column.left("Date (" + zone.getId() + ")", 20),
                Column.left("Event", 28),
                Column.left("Service", 32),
                Column.left("Engine", 18),
                Column.left("Type", 11),
                Column.left("Status", 10),
                Column.right("Quantity", 10),
                Column.right("Amount", 12),
                Column.right("Transaction", 13),
                Column.right("Balance", 13),
                Column.left("Transaction id", 20),
                Column.left("Event id", 14),
                Column.left("Kind", 13),
                Column.left("Note", 40));
    }

    private static List<Cell> cells(StatementLine line, ZoneId zone) {
        return List.of(
                Cell.moment(line.at(), zone),
                Cell.text(line.eventLabel()),
                Cell.text(line.service()),
                Cell.text(line.engine()),
                Cell.text(line.type()),
                Cell.text(line.status()),
                Cell.quantity(line.quantity()),
                Cell.money(line.amount()),
                Cell.money(line.movement()),
                Cell.money(line.balance()),
                Cell.text(line.transactionId()),
                Cell.text(line.eventId()),
                Cell.text(line.kind().name().toLowerCase(Locale.ROOT)),
                Cell.text(line.note()));
    }
}
