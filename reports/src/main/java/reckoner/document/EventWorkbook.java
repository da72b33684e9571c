package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.apache.poi.ss.usermodel.Sheet;
import reckoner.document.LedgerRanges.Where;
import reckoner.statement.EngineUse;
import reckoner.statement.EventReport;
import reckoner.statement.EventReport.Side;
import reckoner.statement.LineKind;
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
        Wording words = Wording.of(branding.language());
        book.describe(words.say("event") + ", " + report.eventName(), words.say("column.event") + " " + report.eventId(), branding.issuer(), report.issuedAt());
        SummarySheet summary = new SummarySheet(book);
        TableSheet tables = TableSheet.wrapping(book, TableSheet.MOST_ROWS);
        List<EngineUse> engines = report.byEngine();
        Sheet engineSheet = tables.hold(UseTables.byEngine(words, engines));
        Table table = LedgerTable.of(words, report);
        LedgerRanges ledger = new LedgerRanges(tables.stream(table), table.rows().size(), TableSheet.MOST_ROWS);
        UseSheets uses = new UseSheets(book, tables, ledger, words);
        uses.byEngine(engineSheet, engines);
        uses.timeline(report.timeline(), report.zone());
        summarise(words, report, branding, summary, ledger);
        uses.charts(summary, engines, report.timeline(), branding);
    }

    private static void summarise(Wording words, EventReport report, Branding branding, SummarySheet summary, LedgerRanges ledger) {
        ZoneId zone = report.zone();
        Period period = report.period();
        Totals totals = report.totals();
        summary.title(words.say("event"), branding.issuer() + "  ·  " + report.eventName());
        summary.heading(words.say("column.event"));
        summary.value(words.say("column.event"), Cell.text(report.eventName()));
        summary.value(words.say("column.event.id"), Cell.text(report.eventId()));
        summary.value(words.say("sheet.account"), Cell.text(report.holder().accountId()));
        summary.value(words.say("sheet.account.name"), Cell.text(report.holder().name()));
        summary.value(words.say("currency"), Cell.text(report.holder().currency()));
        summary.value(words.say("event.starts"), period == null ? Cell.text(words.say("not.known")) : Cell.moment(period.from(), zone));
        summary.value(words.say("event.ends"), period == null ? Cell.text(words.say("not.known")) : Cell.moment(period.to(), zone));
        summary.value(words.say("sheet.zone"), Cell.text(zone.getId()));
        if (report.selected() != null) {
            summary.value(words.say("event.selected"), Cell.text(words.period(report.selected())));
        }
        summary.value(words.say("event.made"), Cell.moment(report.issuedAt(), zone));
        summary.heading(words.say("sheet.use"));
        summary.value(words.say("event.charged"), Cell.whole(totals.useCount()));
        summary.value(words.say("event.failed"), Cell.whole(totals.failedCount()));
        if (period != null) {
            for (Side side : Side.values()) {
                String key = "event." + side.name().toLowerCase(Locale.ROOT);
                Totals part = report.totals(side);
                summary.value(words.count(key, part.useCount()), Cell.money(part.used()));
            }
        }
        String used = summary.formula(words.say("used"), "-" + ledger.sumOfMovements(Where.kind(words, LineKind.USE)), totals.used(), true);
        if (totals.failedCharges().signum() != 0) {
            summary.formula(words.say("failed.charges"), ledger.sumOfMovements(Where.kind(words, LineKind.FAILED)), totals.failedCharges(), false);
        }
        summary.heading(words.say("sheet.checks"));
        String stated = summary.money(words.say("sheet.used.stated"), totals.used());
        summary.formula(words.say("sheet.difference.ledger"), "ROUND(" + used + "-" + stated + ",6)", BigDecimal.ZERO, true);
    }
}
