package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.apache.poi.ss.usermodel.Sheet;
import reckoner.document.LedgerRanges.Where;
import reckoner.statement.EngineUse;
import reckoner.statement.EventUse;
import reckoner.statement.LineKind;
import reckoner.statement.Statement;
import reckoner.statement.Totals;
import reckoner.table.Cell;
import reckoner.table.Table;

/** Write an account statement as a workbook: Summary, By engine, By event, Ledger, Timeline, Discrepancies, and what a restatement changed. */
final class StatementWorkbook {

    private final Statement statement;
    private final Branding branding;
    private final Totals totals;
    private final ZoneId zone;
    private final Wording words;

    private StatementWorkbook(Statement statement, Branding branding) {
        this.statement = statement;
        this.branding = branding;
        this.totals = statement.totals();
        this.words = Wording.of(branding.language());
        this.zone = statement.period().zone();
    }

    static void write(Statement statement, Branding branding, OutputStream out) throws IOException {
        write(statement, branding, TableSheet.MOST_ROWS, out);
    }

    /** Write with fewer rows a sheet, so that a test need not make a million. */
    static void write(Statement statement, Branding branding, int mostRows, OutputStream out) throws IOException {
        try (Book book = new Book(branding)) {
            new StatementWorkbook(statement, branding).fill(book, mostRows);
            book.write(out);
        }
    }

    private void fill(Book book, int mostRows) throws IOException {
        String title = words.say("statement") + " " + StatementContent.label(words, statement);
        book.describe(title + ", " + words.period(statement.period()),
                words.say("sheet.account") + " " + statement.holder().accountId() + ", " + statement.holder().name(), branding.issuer(), statement.issuedAt());
        SummarySheet summary = new SummarySheet(book);
        TableSheet tables = TableSheet.wrapping(book, mostRows);
        List<EngineUse> engines = statement.byEngine();
        List<EventUse> events = statement.byEvent();
        Sheet engineSheet = tables.hold(UseTables.byEngine(words, engines));
        Sheet eventSheet = tables.hold(UseTables.byEvent(words, events));
        Table table = LedgerTable.of(words, statement);
        LedgerRanges ledger = new LedgerRanges(tables.stream(table), table.rows().size(), mostRows);
        UseSheets uses = new UseSheets(book, tables, ledger, words);
        uses.byEngine(engineSheet, engines);
        uses.byEvent(eventSheet, events);
        uses.timeline(statement.timeline(), zone);
        tables.hold(UseTables.findings(words, statement.verdict()));
        if (statement.restates() != null) {
            tables.hold(UseTables.changes(words, statement, statement.restates()));
        }
        summarise(title, summary, ledger);
        uses.charts(summary, engines, statement.timeline(), branding);
    }

    private void summarise(String title, SummarySheet summary, LedgerRanges ledger) {
        summary.title(title, branding.issuer() + "  ·  " + statement.holder().name());
        summary.heading(words.say("sheet.account"));
        summary.value(words.say("sheet.account"), Cell.text(statement.holder().accountId()));
        summary.value(words.say("sheet.name"), Cell.text(statement.holder().name()));
        summary.value(words.say("sheet.plan"), Cell.text(words.known(statement.holder().plan())));
        summary.value(words.say("currency"), Cell.text(statement.holder().currency()));
        summary.value(words.say("sheet.from"), Cell.moment(statement.period().from(), zone));
        summary.value(words.say("sheet.to"), Cell.moment(statement.period().to(), zone));
        summary.value(words.say("sheet.zone"), Cell.text(zone.getId()));
        summary.value(words.say("issued"), Cell.moment(statement.issuedAt(), zone));
        if (statement.previousNumber() != null) {
            summary.value(words.say("previous"), Cell.text(statement.previousNumber()));
        }
        if (statement.replaces() != null) {
            summary.value(words.say("replaces"), Cell.text(statement.replaces()));
            summary.words(statement.restates().reason());
        }
        balance(summary, ledger);
        summary.heading(words.say("sheet.reconciliation"));
        summary.words(VerdictWords.headline(words, statement.verdict()));
        VerdictWords.detail(words, statement).lines().forEach(summary::words);
    }

    private void balance(SummarySheet summary, LedgerRanges ledger) {
        summary.heading(words.say("sheet.balance"));
        String first = summary.money(words.say("opening"), statement.opening());
        kind(summary, ledger, words.say("purchased"), LineKind.PURCHASE, totals.purchased(), true);
        kind(summary, ledger, words.say("coupons"), LineKind.COUPON, totals.coupons(), true);
        kind(summary, ledger, words.say("refunded"), LineKind.REFUND, totals.refunds(), true);
        kind(summary, ledger, words.say("adjustments"), LineKind.ADJUSTMENT, totals.adjustments(), false);
        String last = kind(summary, ledger, words.say("used"), LineKind.USE, totals.used().negate(), true);
        last = or(kind(summary, ledger, words.say("expired"), LineKind.EXPIRY, totals.expired().negate(), false), last);
        last = or(kind(summary, ledger, words.say("failed.charges"), LineKind.FAILED, totals.failedCharges(), false), last);
        last = or(kind(summary, ledger, words.say("unexplained"), LineKind.UNEXPLAINED, totals.unexplained(), false), last);
        last = or(kind(summary, ledger, words.say("corrections"), LineKind.CORRECTION, totals.corrections(), false), last);
        String closing = summary.formula(words.say("closing"), "SUM(" + first + ":" + last + ")", statement.closing(), true);
        summary.heading(words.say("sheet.checks"));
        String stated = summary.money(words.say("sheet.stated"), statement.closing());
        summary.formula(words.say("sheet.difference.sum"), "ROUND(" + closing + "-" + stated + ",6)", BigDecimal.ZERO, false);
        summary.formula(words.say("sheet.difference.ledger"), "ROUND(" + first + "+" + ledger.sumOfMovements() + "-" + stated + ",6)",
                BigDecimal.ZERO, true);
    }

    /** Write a kind's sum, even if zero when always wanted; return its cell, or nothing if it was not written. */
    private String kind(SummarySheet summary, LedgerRanges ledger, String label, LineKind kind, BigDecimal amount, boolean always) {
        return always || amount.signum() != 0
                ? summary.formula(label, ledger.sumOfMovements(Where.kind(words, kind)), amount, false)
                : "";
    }

    private static String or(String cell, String other) {
        return cell.isEmpty() ? other : cell;
    }
}
