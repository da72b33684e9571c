package reckoner.document;

import java.time.ZoneId;
import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import reckoner.statement.EventReport;
import reckoner.statement.LineKind;
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

    static Table of(Wording words, Statement statement) {
        return table(words, new FindingWords(words, statement.verdict())::note, words.say("ledger"), statement.lines(), statement.period().zone());
    }

    static Table of(Wording words, EventReport report) {
        return table(words, words::known, words.say("event.activities"), report.lines(), report.zone());
    }

    private static Table table(Wording words, UnaryOperator<String> note, String title, List<StatementLine> lines, ZoneId zone) {
        return Table.of(title, columns(words, zone), new AbstractList<List<Cell>>() {
            @Override
            public List<Cell> get(int index) {
                return cells(words, note, lines.get(index), zone);
            }

            @Override
            public int size() {
                return lines.size();
            }
        });
    }

    private static List<Column> columns(Wording words, ZoneId zone) {
        return List.of(
                Column.left(words.say("column.zoned", zone.getId()), 20),
                Column.left(words.say("column.event"), 28),
                Column.left(words.say("column.service"), 32),
                Column.left(words.say("column.engine"), 18),
                Column.left(words.say("column.type"), 11),
                Column.left(words.say("column.status"), 10),
                Column.right(words.say("column.quantity"), 10),
                Column.right(words.say("column.amount"), 12),
                Column.right(words.say("column.transaction"), 13),
                Column.right(words.say("column.balance"), 13),
                Column.left(words.say("column.transaction.id"), 20),
                Column.left(words.say("column.event.id"), 14),
                Column.left(words.say("column.kind"), 13),
                Column.left(words.say("column.note"), 40));
    }

    private static List<Cell> cells(Wording words, UnaryOperator<String> note, StatementLine line, ZoneId zone) {
        return List.of(
                Cell.moment(line.at(), zone),
                Cell.text(line.eventLabel()),
                Cell.text(words.known(line.service())),
                Cell.text(line.engine()),
                Cell.text(words.known(line.type())),
                Cell.text(words.known(line.status())),
                Cell.quantity(line.quantity()),
                Cell.money(line.amount()),
                Cell.money(line.movement()),
                Cell.money(line.balance()),
                Cell.text(line.transactionId()),
                Cell.text(line.eventId()),
                Cell.text(kind(words, line.kind())),
                line.note() == null ? Cell.EMPTY : Cell.text(note.apply(line.note())));
    }

    /** Name a kind as its column does. */
    static String kind(Wording words, LineKind kind) {
        return words.say("kind." + kind.name().toLowerCase(Locale.ROOT));
    }
}
