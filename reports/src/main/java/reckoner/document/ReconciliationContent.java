package reckoner.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reckoner.statement.CauseSum;
import reckoner.statement.CheckResult;
import reckoner.statement.Coverage;
import reckoner.statement.Discrepancy;
import reckoner.statement.Interval;
import reckoner.statement.ReconciliationReport;
import reckoner.table.Figures;

/** Put the report of a reconciliation into the words of the layout. */
final class ReconciliationContent {

    /** More than this nobody reads on paper: the rest is in the workbook, and the PDF says so. */
    static final int MOST_LISTED = 5_000;

    private static final String GREEN = "#14724F";
    private static final String AMBER = "#8F5F00";
    private static final String RED = "#B3261E";

    private final ReconciliationReport report;
    private final Branding branding;
    /** People who run reconciliation read English, as its commands and explanations are. */
    private final Wording english = Wording.of(Language.EN);

    private ReconciliationContent(ReconciliationReport report, Branding branding) {
        this.report = report;
        this.branding = branding;
    }

    static PdfContent of(ReconciliationReport report, Branding branding) throws IOException {
        ReconciliationContent words = new ReconciliationContent(report, branding);
        String identity = String.join("|", "reconciliation", String.valueOf(report.run()), report.asOf().toString(), report.headline());
        return new PdfContent("Reconciliation report " + report.run() + ", " + report.scope(), "Reconciliation " + report.run(), identity,
                report.asOf(), words.english, words.parameters(), words.rows(), report.discrepancies().size());
    }

    private Map<String, Object> parameters() throws IOException {
        Map<String, Object> p = new HashMap<>(Brand.parameters(branding));
        p.put("TITLE", "Reconciliation report");
        p.put("SUBTITLE", "Run " + report.run() + (report.kept() ? "" : ", dry run"));
        p.put("RUNNING_HEAD", Printable.text("Reconciliation " + report.run() + "  ·  " + report.scope()));
        p.put("HOLDER_LABEL", "SCOPE");
        p.put("HOLDER", Printable.text(report.scope().substring(0, 1).toUpperCase(Locale.ROOT) + report.scope().substring(1)));
        p.put("HOLDER_DETAIL", counted(report.coverage().accounts(), "account") + ", " + counted(report.coverage().entries(), "entry", "entries"));
        p.put("META", PdfContent.list(meta()));
        p.put("SUMMARY_HEADING", "This reconciliation in figures");
        p.put("SUMMARY", PdfContent.list(summary()));
        p.put("CARD_LABEL", "Discrepancies");
        p.put("CARD_VALUE", Figures.whole(report.discrepancies().size()));
        p.put("CARD_NOTE", report.discrepancies().isEmpty() ? "in what could be checked" : "differences of " + Figures.money(report.amount()) + " credits in all");
        p.put("VERDICT_COLOUR", colour());
        p.put("VERDICT_HEADLINE", report.headline());
        p.put("VERDICT_DETAIL", detail());
        if (!report.discrepancies().isEmpty()) {
            causes(p);
        }
        return p;
    }

    private void causes(Map<String, Object> p) {
        List<CauseSum> sums = report.byCause();
        p.put("RING_HEADING", "Discrepancies by likely cause");
        p.put("RING_NAME", "Likely cause");
        p.put("RING_COUNT", "Found");
        p.put("RING_PRICE", "Net");
        p.put("RING_AMOUNT", "Differences");
        p.put("DONUT", new ChartRenderer(Charts.ring(english, sums.stream().map(CauseSum::cause).toList(),
                sums.stream().map(CauseSum::amount).toList(), report.amount())));
        p.put("DONUT_WORDS", "Ring of differences by likely cause: " + sums.stream()
                .map(sum -> sum.cause().replace('_', ' ') + " " + Figures.percent(sum.share())).collect(Collectors.joining(", ")));
        p.put("ENGINES", PdfContent.list(PdfContent.causes(english, sums, report.amount())));
        List<Interval> intervals = report.overTime();
        if (!intervals.isEmpty()) {
            p.put("CHART", new ChartRenderer(Charts.discrepancies(english, intervals, branding)));
            p.put("CHART_HEADING", "Discrepancies over time, by " + unit(intervals)
                    + (report.timeless() == 0 ? "" : " (" + report.timeless() + " without a time are not in it)"));
            p.put("CHART_WORDS", "Bars of discrepancies and of their differences per " + unit(intervals) + " of what was looked at");
        }
    }

    private List<Map<String, ?>> meta() {
        Coverage coverage = report.coverage();
        List<Map<String, ?>> rows = new ArrayList<>();
        rows.add(PdfContent.pair("Run", report.run() + (report.kept() ? "" : " (dry run, nothing was kept)"), "", false));
        rows.add(PdfContent.pair("As of", Figures.longMoment(report.asOf(), report.zone()), "", false));
        rows.add(PdfContent.pair("First entry", coverage.from() == null ? "none" : Figures.longMoment(coverage.from(), report.zone()), "", false));
        rows.add(PdfContent.pair("Last entry", coverage.to() == null ? "none" : Figures.longMoment(coverage.to(), report.zone()), "", false));
        rows.add(PdfContent.pair("Times", report.zone().getId().equals("Z") ? "UTC" : "local time of " + report.zone().getId(), "", false));
        return rows;
    }

    private List<Map<String, ?>> summary() {
        List<Map<String, ?>> rows = new ArrayList<>();
        rows.add(PdfContent.pair("", "Credits moved by the entries looked at", Figures.money(report.coverage().moved()), false));
        rows.add(PdfContent.pair("", "Checks that agree", Figures.whole(report.checks(CheckResult.Outcome.AGREES)), false));
        rows.add(PdfContent.pair("", "Checks with discrepancies", Figures.whole(report.checks(CheckResult.Outcome.DISCREPANCIES)), false));
        long notRun = report.checks(CheckResult.Outcome.NOT_RUN);
        rows.add(PdfContent.pair("", "Checks that could NOT be made", Figures.whole(notRun), notRun > 0));
        rows.add(PdfContent.pair("", "Discrepancies: errors / warnings / notes", Figures.whole(report.ofSeverity("error")) + " / "
                + Figures.whole(report.ofSeverity("warning")) + " / " + Figures.whole(report.ofSeverity("info")), false));
        rows.add(PdfContent.pair("", "Of these accepted by people", Figures.whole(report.accepted()), false));
        return rows;
    }

    private String colour() {
        if (!report.discrepancies().isEmpty()) {
            return RED;
        }
        return report.checks(CheckResult.Outcome.NOT_RUN) > 0 || report.checks().isEmpty() ? AMBER : GREEN;
    }

    private String detail() {
        List<String> parts = new ArrayList<>();
        parts.add(counted(report.checks().size() - report.checks(CheckResult.Outcome.NOT_RUN), "check was", "checks were") + " made as of "
                + Figures.longMoment(report.asOf(), report.zone()) + ".");
        String notRun = report.checks().stream().filter(c -> c.outcome() == CheckResult.Outcome.NOT_RUN)
                .map(c -> c.name().replace('_', ' ')).collect(Collectors.joining(", "));
        if (!notRun.isEmpty()) {
            parts.add("Not checked: " + notRun + ". The reasons are below.");
        }
        if (!report.discrepancies().isEmpty()) {
            parts.add("One fault may be seen by more than one check.");
        }
        return String.join(" ", parts);
    }

    private Iterator<PdfRow> rows() {
        return Stream.concat(checks(), discrepancies()).iterator();
    }

    private Stream<PdfRow> checks() {
        List<CheckResult> checks = report.checks();
        return IntStream.range(0, checks.size()).mapToObj(i -> {
            CheckResult c = checks.get(i);
            return new PdfRow("CHECK", "LINE", i == 0, true, "", "", c.name().replace('_', ' '), c.severity(), c.words(),
                    String.valueOf(c.found()), Printable.text(c.proves()), "", "", c.reason() == null ? null : Printable.text("Not checked: " + c.reason()));
        });
    }

    private Stream<PdfRow> discrepancies() {
        List<Discrepancy> all = report.discrepancies();
        if (all.isEmpty()) {
            long notRun = report.checks(CheckResult.Outcome.NOT_RUN);
            return Stream.of(PdfRow.empty("DISCREPANCY", "", notRun == 0 ? "No discrepancies."
                    : "No discrepancies in what was checked; " + counted(notRun, "check") + " could not be made."));
        }
        Stream<PdfRow> listed = IntStream.range(0, Math.min(all.size(), MOST_LISTED)).mapToObj(i -> row(all.get(i), i == 0));
        if (all.size() <= MOST_LISTED) {
            return listed;
        }
        return Stream.concat(listed, Stream.of(PdfRow.empty("DISCREPANCY", "", "%s of %s are listed here; the workbook has all."
                .formatted(Figures.whole(MOST_LISTED), Figures.whole(all.size())))));
    }

    private PdfRow row(Discrepancy d, boolean first) {
        String number = d.number() == null ? "" : d.number() + "  ";
        String severity = d.state().equals("open") ? d.severity() : d.severity() + ", " + d.state();
        String where = d.account() == null ? "no account" : Printable.text(d.account()) + (d.event() == null ? "" : ", " + Printable.text(d.event()));
        String when = d.at() == null ? "" : "\n" + Figures.moment(d.at(), report.zone());
        return new PdfRow("DISCREPANCY", "LINE", first, true, "", "", number + d.check().replace('_', ' ') + "\n" + severity, where,
                (d.transaction() == null ? "–" : Printable.text(d.transaction())) + when,
                Printable.text(d.explanation()) + " Likely cause: " + d.cause().replace('_', ' ') + ".",
                Figures.money(d.expected()), Figures.money(d.actual()), Figures.movement(d.difference()), "Next: " + Printable.text(d.nextStep()));
    }

    private static String unit(List<Interval> intervals) {
        return switch (intervals.get(0).label().length()) {
            case 10 -> "day";
            case 7 -> "month";
            default -> "year";
        };
    }

    private static String counted(long count, String word) {
        return counted(count, word, word + "s");
    }

    private static String counted(long count, String one, String many) {
        return Figures.whole(count) + " " + (count == 1 ? one : many);
    }
}
