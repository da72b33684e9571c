package reckoner.document;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import reckoner.document.LedgerRanges.Where;
import reckoner.statement.CauseSum;
import reckoner.statement.CheckResult;
import reckoner.statement.Coverage;
import reckoner.statement.Interval;
import reckoner.statement.ReconciliationReport;
import reckoner.table.Cell;
import reckoner.table.Table;

/** Write the report of a reconciliation as a workbook: Summary, Checks, By cause, Over time, Discrepancies. */
final class ReconciliationWorkbook {

    private final ReconciliationReport report;
    private final Branding branding;
    private final Book book;
    private final CellWriter cells;
    private final TableSheet tables;

    private ReconciliationWorkbook(ReconciliationReport report, Branding branding, Book book) {
        this.report = report;
        this.branding = branding;
        this.book = book;
        this.cells = new CellWriter(book.styles());
        this.tables = TableSheet.wrapping(book, TableSheet.MOST_ROWS);
    }

    static void write(ReconciliationReport report, Branding branding, OutputStream out) throws IOException {
        try (Book book = new Book(branding)) {
            new ReconciliationWorkbook(report, branding, book).fill();
            book.write(out);
        }
    }

    private void fill() throws IOException {
        book.describe("Reconciliation report " + report.run(), report.scope(), branding.issuer(), report.asOf());
        SummarySheet summary = new SummarySheet(book);
        Sheet checks = tables.hold(ReconciliationTables.checks(report.checks()));
        List<CauseSum> causes = report.byCause();
        Sheet byCause = tables.hold(ReconciliationTables.byCause(causes));
        List<Interval> intervals = report.overTime();
        Sheet overTime = tables.hold(ReconciliationTables.overTime(intervals));
        Table all = ReconciliationTables.discrepancies(report.discrepancies(), report.zone());
        LedgerRanges list = new LedgerRanges(tables.stream(all), all.rows().size(), TableSheet.MOST_ROWS);
        fillChecks(checks, list);
        fillCauses(byCause, causes, list);
        tables.totals(overTime, intervals.size(), "Total", List.of(1, 2), List.of(
                BigDecimal.valueOf(intervals.stream().mapToLong(Interval::count).sum()),
                UseTables.sum(intervals.stream().map(Interval::amount).toList())), true);
        summarise(summary, list);
        charts(summary, causes, intervals);
    }

    /** What was found is counted from the list; what could not be made stays empty, for zero would read as passed. */
    private void fillChecks(Sheet sheet, LedgerRanges list) {
        for (int i = 0; i < report.checks().size(); i++) {
            CheckResult check = report.checks().get(i);
            if (check.outcome() != CheckResult.Outcome.NOT_RUN) {
                cells.formula(sheet.getRow(i + 1), 5, list.count(new Where(ReconciliationTables.CHECK, "$A" + (i + 2))),
                        BigDecimal.valueOf(check.found()), book.styles().whole);
            }
        }
    }

    private void fillCauses(Sheet sheet, List<CauseSum> causes, LedgerRanges list) {
        for (int i = 0; i < causes.size(); i++) {
            CauseSum sum = causes.get(i);
            Row row = sheet.getRow(i + 1);
            Where cause = new Where(ReconciliationTables.CAUSE, "$A" + (i + 2));
            cells.formula(row, 1, list.count(cause), BigDecimal.valueOf(sum.count()), book.styles().whole);
            cells.formula(row, 2, magnitude(list, cause), sum.amount(), book.styles().money);
            cells.formula(row, 3, list.sum(ReconciliationTables.DIFFERENCE, cause), sum.net(), book.styles().money);
        }
        tables.totals(sheet, causes.size(), "Total", List.of(1, 2, 3), List.of(BigDecimal.valueOf(report.discrepancies().size()),
                report.amount(), UseTables.sum(causes.stream().map(CauseSum::net).toList())), true);
    }

    private void summarise(SummarySheet summary, LedgerRanges list) {
        Coverage coverage = report.coverage();
        summary.title("Reconciliation report " + report.run(), branding.issuer() + "  ·  " + report.scope());
        summary.words(report.headline());
        summary.heading("Coverage");
        summary.value("Scope", Cell.text(report.scope()));
        summary.value("Kept", Cell.text(report.kept() ? "yes" : "no, a dry run"));
        summary.value("As of", Cell.moment(report.asOf(), report.zone()));
        summary.value("Accounts looked at", Cell.whole(coverage.accounts()));
        summary.value("Entries looked at", Cell.whole(coverage.entries()));
        summary.money("Credits moved by them", coverage.moved());
        summary.value("First entry", coverage.from() == null ? Cell.text("none") : Cell.moment(coverage.from(), report.zone()));
        summary.value("Last entry", coverage.to() == null ? Cell.text("none") : Cell.moment(coverage.to(), report.zone()));
        summary.value("Time zone of all times", Cell.text(report.zone().getId().equals("Z") ? "UTC" : report.zone().getId()));
        summary.heading("Checks");
        summary.value("Agree", Cell.whole(report.checks(CheckResult.Outcome.AGREES)));
        summary.value("With discrepancies", Cell.whole(report.checks(CheckResult.Outcome.DISCREPANCIES)));
        summary.value("Could NOT be made", Cell.whole(report.checks(CheckResult.Outcome.NOT_RUN)));
        summary.heading("Discrepancies");
        summary.count("Errors", list.count(severity("error")), report.ofSeverity("error"));
        summary.count("Warnings", list.count(severity("warning")), report.ofSeverity("warning"));
        summary.count("Notes", list.count(severity("info")), report.ofSeverity("info"));
        summary.count("Of these accepted", list.count(new Where(ReconciliationTables.STATE, "\"accepted\"")), report.accepted());
        String listed = summary.formula("Differences in all", magnitude(list), report.amount(), true);
        String stated = summary.money("Differences as stated", report.amount());
        summary.formula("Difference of the two", "ROUND(" + listed + "-" + stated + ",6)", BigDecimal.ZERO, false);
        if (!report.discrepancies().isEmpty()) {
            summary.words("One fault may be seen by more than one check.");
        }
    }

    private void charts(SummarySheet summary, List<CauseSum> causes, List<Interval> intervals) {
        if (causes.isEmpty()) {
            return;
        }
        BookCharts charts = new BookCharts(summary.sheet(), Language.EN);
        List<String> names = causes.stream().map(CauseSum::cause).toList();
        Palette palette = Palette.named(names);
        charts.doughnut("Differences by likely cause",
                new BookCharts.Figures("By cause", 0, 2, names, causes.stream().map(CauseSum::amount).toList()),
                names.stream().map(palette::hex).toList(), SummarySheet.CHART_COLUMN, 2, 8, 15);
        if (!intervals.isEmpty()) {
            charts.line("Discrepancies over time", new BookCharts.Figures("Over time", 0, 1, intervals.stream().map(Interval::label).toList(),
                    intervals.stream().map(i -> BigDecimal.valueOf(i.count())).toList()), branding.accent(), SummarySheet.CHART_COLUMN, 18, 8, 13);
        }
    }

    private static Where severity(String severity) {
        return new Where(ReconciliationTables.SEVERITY, "\"" + severity + "\"");
    }

    private static String magnitude(LedgerRanges list, Where... where) {
        return list.sum(ReconciliationTables.DIFFERENCE, with(where, "\">0\"")) + "-" + list.sum(ReconciliationTables.DIFFERENCE, with(where, "\"<0\""));
    }

    private static Where[] with(Where[] where, String criterion) {
        Where[] all = java.util.Arrays.copyOf(where, where.length + 1);
        all[where.length] = new Where(ReconciliationTables.DIFFERENCE, criterion);
        return all;
    }
}
