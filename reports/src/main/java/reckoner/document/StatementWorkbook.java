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
import reckoner.statement.Statement;
import reckoner.statement.Totals;
import reckoner.table.Cell;
import reckoner.table.Table;

/** Write an account statement as a workbook: Summary, By engine, By event, Timeline, Findings, Ledger. */
final class StatementWorkbook {

    private final Statement statement;
    private final Branding branding;
    private final Totals totals;
    private final ZoneId zone;

    private StatementWorkbook(Statement statement, Branding branding) {
        this.statement = statement;
        this.branding = branding;
        this.totals = statement.totals();
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
        book.describe("Account statement " + statement.label() + ", " + statement.period().label(),
                "Account " + statement.holder().accountId() + ", " + statement.holder().name(), branding.issuer(), statement.issuedAt());
        SummarySheet summary = new SummarySheet(book);
        TableSheet tables = new TableSheet(book, mostRows);
        List<EngineUse> engines = statement.byEngine();
        List<EventUse> events = statement.byEvent();
        Sheet engineSheet = tables.hold(UseTables.byEngine(engines));
        Sheet eventSheet = tables.hold(UseTables.byEvent(events));
        Table table = LedgerTable.of(statement);
        LedgerRanges ledger = new LedgerRanges(tables.stream(table), table.rows().size(), mostRows);
        UseSheets uses = new UseSheets(book, tables, ledger);
        uses.byEngine(engineSheet, engines);
        uses.byEvent(eventSheet, events);
        uses.timeline(statement.timeline(), zone);
        if (!statement.verdict().findings().isEmpty()) {
            tables.hold(UseTables.findings(statement.verdict().findings()));
        }
        summarise(summary, ledger);
        uses.charts(summary, engines, statement.timeline(), branding);
    }

    private void summarise(SummarySheet summary, LedgerRanges ledger) {
        summary.title("Account statement " + statement.label(), branding.issuer() + "  ·  " + statement.holder().name());
        summary.heading("Account");
        summary.value("Account", Cell.text(statement.holder().accountId()));
        summary.value("Name", Cell.text(statement.holder().name()));
        summary.value("Plan", Cell.text(statement.holder().plan()));
        summary.value("Currency", Cell.text(statement.holder().currency()));
        summary.value("From", Cell.moment(statement.period().from(), zone));
        summary.value("To (not included)", Cell.moment(statement.period().to(), zone));
        summary.value("Time zone of all times", Cell.text(zone.getId()));
        summary.value("Issued", Cell.moment(statement.issuedAt(), zone));
        if (statement.previousNumber() != null) {
            summary.value("Previous statement", Cell.text(statement.previousNumber()));
        }
        if (statement.replaces() != null) {
            summary.value("Replaces", Cell.text(statement.replaces()));
        }
        balance(summary, ledger);
        summary.heading("Reconciliation");
        summary.words(statement.verdict().headline());
        VerdictWords.detail(statement).lines().forEach(summary::words);
    }

    private void balance(SummarySheet summary, LedgerRanges ledger) {
        summary.heading("Balance");
        String first = summary.money("Opening balance", statement.opening());
        kind(summary, ledger, "Credits purchased", "purchase", totals.purchased(), true);
        kind(summary, ledger, "Credits from coupons", "coupon", totals.coupons(), true);
        kind(summary, ledger, "Credits refunded", "refund", totals.refunds(), true);
        kind(summary, ledger, "Adjustments", "adjustment", totals.adjustments(), false);
        String last = kind(summary, ledger, "Credits used", "use", totals.used().negate(), true);
        last = or(kind(summary, ledger, "Credits expired", "expiry", totals.expired().negate(), false), last);
        last = or(kind(summary, ledger, "Charged for failed activities", "failed", totals.failedCharges(), false), last);
        last = or(kind(summary, ledger, "Unexplained movements", "unexplained", totals.unexplained(), false), last);
        String closing = summary.formula("Closing balance", "SUM(" + first + ":" + last + ")", statement.closing(), true);
        summary.heading("Checks");
        String stated = summary.money("Closing balance as stated", statement.closing());
        summary.formula("Difference of the sum above", "ROUND(" + closing + "-" + stated + ",6)", BigDecimal.ZERO, false);
        summary.formula("Difference to ledger", "ROUND(" + first + "+" + ledger.sumOfMovements() + "-" + stated + ",6)",
                BigDecimal.ZERO, true);
    }

    /** Write a kind's sum, even if zero when always wanted; return its cell, or nothing if it was not written. */
    private String kind(SummarySheet summary, LedgerRanges ledger, String label, String kind, BigDecimal amount, boolean always) {
        return always || amount.signum() != 0
                ? summary.formula(label, ledger.sumOfMovements(Where.kind(kind)), amount, false)
                : "";
    }

    private static String or(String cell, String other) {
        return cell.isEmpty() ? other : cell;
    }
}
