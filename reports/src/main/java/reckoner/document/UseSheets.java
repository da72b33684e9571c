package reckoner.document;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import reckoner.document.LedgerRanges.Where;
import reckoner.statement.Bucket;
import reckoner.statement.EngineUse;
import reckoner.statement.EventUse;
import reckoner.statement.LineKind;

/** Write the sheets by engine, by event and over time; their amounts are formulas over the ledger. */
final class UseSheets {

    private final Book book;
    private final TableSheet tables;
    private final CellWriter cells;
    private final LedgerRanges ledger;
    private final Wording words;

    UseSheets(Book book, TableSheet tables, LedgerRanges ledger, Wording words) {
        this.book = book;
        this.tables = tables;
        this.cells = new CellWriter(book.styles());
        this.ledger = ledger;
        this.words = words;
    }

    void byEngine(Sheet sheet, List<EngineUse> uses) {
        for (int i = 0; i < uses.size(); i++) {
            Where engine = new Where(LedgerTable.ENGINE, "$A" + (i + 2));
            amounts(sheet.getRow(i + 1), 1, UseTables.ENGINE_AMOUNT, engine, uses.get(i).count(), uses.get(i).amount());
        }
        BigDecimal count = BigDecimal.valueOf(uses.stream().mapToLong(EngineUse::count).sum());
        BigDecimal amount = UseTables.sum(uses.stream().map(EngineUse::amount).toList());
        tables.totals(sheet, uses.size(), words.say("total"), List.of(1, UseTables.ENGINE_AMOUNT), List.of(count, amount), true);
    }

    void byEvent(Sheet sheet, List<EventUse> uses) {
        for (int i = 0; i < uses.size(); i++) {
            // "=" is the criterion for a cell that is empty.
            String criterion = uses.get(i).eventId() == null ? "\"=\"" : "$A" + (i + 2);
            Where event = new Where(LedgerTable.EVENT_ID, criterion);
            amounts(sheet.getRow(i + 1), 2, UseTables.EVENT_AMOUNT, event, uses.get(i).count(), uses.get(i).amount());
        }
        BigDecimal count = BigDecimal.valueOf(uses.stream().mapToLong(EventUse::count).sum());
        BigDecimal amount = UseTables.sum(uses.stream().map(EventUse::amount).toList());
        tables.totals(sheet, uses.size(), words.say("total"), List.of(2, UseTables.EVENT_AMOUNT), List.of(count, amount), true);
    }

    void timeline(List<Bucket> buckets, ZoneId zone) {
        Sheet sheet = tables.hold(UseTables.timeline(words, buckets, zone));
        BigDecimal count = BigDecimal.valueOf(buckets.stream().mapToLong(Bucket::activities).sum());
        BigDecimal used = UseTables.sum(buckets.stream().map(Bucket::creditsUsed).toList());
        BigDecimal added = UseTables.sum(buckets.stream().map(Bucket::creditsAdded).toList());
        tables.totals(sheet, buckets.size(), words.say("total"), List.of(2, 3, 4), List.of(count, used, added), true);
    }

    /** Draw the donut and the lines beside the summary. */
    void charts(SummarySheet summary, List<EngineUse> uses, List<Bucket> buckets, Branding branding) {
        BookCharts charts = new BookCharts(summary.sheet(), branding.language());
        if (!uses.isEmpty()) {
            Palette palette = Palette.of(uses);
            charts.doughnut(words.say("ring.heading"),
                    new BookCharts.Figures(words.say("sheet.engines"), 0, UseTables.ENGINE_AMOUNT, uses.stream().map(EngineUse::engine).toList(),
                            uses.stream().map(EngineUse::amount).toList()),
                    uses.stream().map(use -> palette.hex(use.engine())).toList(), SummarySheet.CHART_COLUMN, 2, 8, 15);
        }
        if (buckets.stream().anyMatch(bucket -> bucket.activities() > 0)) {
            List<String> labels = buckets.stream().map(Bucket::label).toList();
            charts.line(words.say("column.activities"), new BookCharts.Figures(words.say("sheet.timeline"), 0, 2, labels,
                            buckets.stream().map(bucket -> BigDecimal.valueOf(bucket.activities())).toList()),
                    branding.accent(), SummarySheet.CHART_COLUMN, 18, 8, 13);
            charts.line(words.say("column.used"), new BookCharts.Figures(words.say("sheet.timeline"), 0, 3, labels,
                            buckets.stream().map(Bucket::creditsUsed).toList()),
                    branding.highlight(), SummarySheet.CHART_COLUMN, 32, 8, 13);
        }
    }

    private void amounts(Row row, int countColumn, int amountColumn, Where where, long count, BigDecimal amount) {
        cells.formula(row, countColumn, ledger.count(where, Where.kind(words, LineKind.USE)), BigDecimal.valueOf(count), book.styles().whole);
        cells.formula(row, amountColumn, "-" + ledger.sumOfMovements(where, Where.kind(words, LineKind.USE)), amount, book.styles().money);
    }
}
