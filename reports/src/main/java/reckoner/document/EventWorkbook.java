package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.apache.poi.ss.usermodel.Sheet;
import reckoner.document.LedgerRanges.Where;
import reckoner.statement.EngineUse;
import reckoner.statement.EventReport;
import reckoner.statement.Period;
import reckoner.statement.Totals;
import reckoner.table.Cell;
import reckoner.table.Table;

/** Write an event report as a workbook: Summary, By engine, Event activities, Timeline. */
final class EventWorkbook {

    private EventWorkbook() {}

    static void write(EventReport report, Branding branding, OutputStream out) throws IOException {
        try (Book book = new Book(branding)) {
            fill(report, branding, book);
            book.write(out);
        }
    }

    private static void fill(EventReport report, Branding branding, Book book) throws IOException {
        book.describe("Event report, " + report.eventName(), "Event " + report.eventId(), branding.issuer(), report.issuedAt());
        SummarySheet summary = new SummarySheet(book);
        TableSheet tables = new TableSheet(book, TableSheet.MOST_ROWS);
        List<EngineUse> engines = report.byEngine();
        Sheet engineSheet = tables.hold(UseTables.byEngine(engines));
        Table table = LedgerTable.of(report);
        LedgerRanges ledger = new LedgerRanges(tables.stream(table), table.rows().size(), TableSheet.MOST_ROWS);
        UseSheets uses = new UseSheets(book, tables, ledger);
        uses.byEngine(engineSheet, engines);
        uses.timeline(report.timeline(), report.zone());
        summarise(report, branding, summary, ledger);
        uses.charts(summary, engines, report.timeline(), branding);
    }

    private static void summarise(EventReport report, Branding branding, SummarySheet summary, LedgerRanges ledger) {
        ZoneId zone = report.zone();
        Period period = report.period();
        Totals totals = report.totals();
        summary.title("Event report", branding.issuer() + "  ·  " + report.eventName());
        summary.heading("Event");
        summary.value("Event", Cell.text(report.eventName()));
        summary.value("Event id", Cell.text(report.eventId()));
        summary.value("Account", Cell.text(report.holder().accountId()));
        summary.value("Account name", Cell.text(report.holder().name()));
        summary.value("Currency", Cell.text(report.holder().currency()));
        summary.value("Starts", period == null ? Cell.text("not known") : Cell.moment(period.from(), zone));
        summary.value("Ends", period == null ? Cell.text("not known") : Cell.moment(period.to(), zone));
        summary.value("Time zone of all times", Cell.text(zone.getId()));
        summary.value("Made", Cell.moment(report.issuedAt(), zone));
        summary.heading("Use");
        summary.value("Activities charged", Cell.whole(totals.useCount()));
        summary.value("Activities failed", Cell.whole(totals.failedCount()));
        summary.value("Activities outside of the event's time", Cell.whole(report.outsideCount()));
        String used = summary.formula("Credits used", "-" + ledger.sumOfMovements(Where.kind("use")), totals.used(), true);
        if (totals.failedCharges().signum() != 0) {
            summary.formula("Charged for failed activities", ledger.sumOfMovements(Where.kind("failed")), totals.failedCharges(), false);
        }
        summary.heading("Checks");
        String stated = summary.money("Credits used as stated", totals.used());
        summary.formula("Difference to ledger", "ROUND(" + used + "-" + stated + ",6)", BigDecimal.ZERO, true);
    }
}
