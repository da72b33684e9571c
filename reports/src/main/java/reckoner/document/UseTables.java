package reckoner.document;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import reckoner.statement.Bucket;
import reckoner.statement.EngineUse;
import reckoner.statement.EventUse;
import reckoner.statement.Finding;
import reckoner.statement.Restatement;
import reckoner.statement.Statement;
import reckoner.statement.Verdict;
import reckoner.table.Cell;
import reckoner.table.Column;
import reckoner.table.Table;

/** Lay out the summaries of a statement as tables, for workbooks. */
final class UseTables {

    /** Where credits used stand by engine, counted from 0. */
    static final int ENGINE_AMOUNT = 5;
    /** Where credits used stand by event, counted from 0. */
    static final int EVENT_AMOUNT = 3;

    private UseTables() {}

    static Table byEngine(Wording words, List<EngineUse> uses) {
        return Table.of(words.say("sheet.engines"), List.of(Column.left(words.say("column.engine"), 28), Column.right(words.say("column.activities"), 12), Column.right(words.say("column.quantity"), 12),
                Column.right(words.say("column.lowest"), 14), Column.right(words.say("column.highest"), 14), Column.right(words.say("column.used"), 15),
                Column.right(words.say("column.share"), 10)), uses.stream().map(UseTables::row).toList());
    }

    static Table byEvent(Wording words, List<EventUse> uses) {
        return Table.of(words.say("sheet.events"), List.of(Column.left(words.say("column.event.id"), 16), Column.left(words.say("column.event"), 48), Column.right(words.say("column.activities"), 12),
                Column.right(words.say("column.used"), 15), Column.right(words.say("column.share"), 10)), uses.stream().map(use -> row(words, use)).toList());
    }

    static Table timeline(Wording words, List<Bucket> buckets, ZoneId zone) {
        return Table.of(words.say("sheet.timeline"), List.of(Column.left(words.say("column.interval"), 22), Column.left(words.say("column.starts", zone.getId()), 22),
                Column.right(words.say("column.activities"), 12), Column.right(words.say("column.used"), 15), Column.right(words.say("column.added"), 15)),
                buckets.stream().map(bucket -> row(bucket, zone)).toList());
    }

    /** Lay out the account's discrepancies of the period; without any, one row says so, or that nothing was checked. */
    static Table findings(Wording words, Verdict verdict) {
        List<Column> columns = List.of(Column.left(words.say("column.id"), 10), Column.left(words.say("column.check"), 26),
                Column.left(words.say("column.reference"), 18), Column.right(words.say("column.difference"), 13),
                Column.left(words.say("column.cause"), 24), Column.left(words.say("column.explanation"), 90));
        FindingWords explained = new FindingWords(words, verdict);
        List<List<Cell>> rows = new ArrayList<>(verdict.findings().stream().map(finding -> row(words, explained, finding)).toList());
        if (rows.isEmpty()) {
            String none = verdict.outcome() == Verdict.Outcome.NOT_CHECKED ? words.say("verdict.not") : words.say("sheet.findings.none");
            rows.add(List.of(Cell.EMPTY, Cell.EMPTY, Cell.EMPTY, Cell.EMPTY, Cell.EMPTY, Cell.text(none)));
        }
        return Table.of(words.say("sheet.findings"), columns, rows);
    }

    /** Lay out what a restatement changes, line by line, between the balances. */
    static Table changes(Wording words, Statement statement, Restatement restates) {
        ZoneId zone = statement.period().zone();
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(balance(words.say("opening"), restates.opening(), statement.opening()));
        restates.changes().forEach(change -> rows.add(List.of(
                Cell.text(words.say("change." + change.kind().name().toLowerCase(Locale.ROOT))), Cell.moment(change.at(), zone),
                Cell.text(words.known(change.service())), Cell.text(change.transactionId()), Cell.money(change.before()), Cell.money(change.after()),
                Cell.money(change.difference()))));
        rows.add(balance(words.say("closing"), restates.closing(), statement.closing()));
        return Table.of(words.say("sheet.changes"), List.of(Column.left(words.say("column.change"), 18), Column.left(words.say("column.date"), 20),
                Column.left(words.say("column.service"), 32), Column.left(words.say("column.reference"), 18),
                Column.right(words.say("column.before"), 13), Column.right(words.say("column.after"), 13), Column.right(words.say("column.difference"), 13)), rows);
    }

    private static List<Cell> balance(String words, BigDecimal before, BigDecimal after) {
        return List.of(Cell.text(words), Cell.EMPTY, Cell.EMPTY, Cell.EMPTY, Cell.money(before), Cell.money(after), Cell.money(after.subtract(before)));
    }

    private static List<Cell> row(EngineUse use) {
        return List.of(Cell.text(use.engine()), Cell.whole(use.count()), Cell.quantity(use.quantity()), Cell.money(use.lowestPrice()),
                Cell.money(use.highestPrice()), Cell.money(use.amount()), Cell.percent(use.share()));
    }

    private static List<Cell> row(Wording words, EventUse use) {
        return List.of(Cell.text(use.eventId()), Cell.text(use.eventId() == null ? words.say("without.event") : use.name()), Cell.whole(use.count()), Cell.money(use.amount()),
                Cell.percent(use.share()));
    }

    private static List<Cell> row(Bucket bucket, ZoneId zone) {
        return List.of(Cell.text(bucket.label()), Cell.moment(bucket.start(), zone), Cell.whole(bucket.activities()),
                Cell.money(bucket.creditsUsed()), Cell.money(bucket.creditsAdded()));
    }

    private static List<Cell> row(Wording words, FindingWords explained, Finding finding) {
        return List.of(Cell.text(finding.id()), Cell.text(words.check(finding.check())), Cell.text(finding.transactionId()),
                Cell.money(finding.difference()), finding.cause() == null ? Cell.EMPTY : Cell.text(words.cause(finding.cause())),
                Cell.text(explained.explanation(finding)));
    }

    static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
