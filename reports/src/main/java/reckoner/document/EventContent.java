package reckoner.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reckoner.statement.EngineUse;
import reckoner.statement.EventReport;
import reckoner.statement.Period;
import reckoner.statement.StatementLine;
import reckoner.statement.Totals;
import reckoner.table.Figures;

/** Put an event report into the words of the layout. */
final class EventContent {

    private final EventReport report;
    private final Branding branding;
    private final Totals totals;

    private EventContent(EventReport report, Branding branding) {
        this.report = report;
        this.branding = branding;
        this.totals = report.totals();
    }

    static PdfContent of(EventReport report, Branding branding) throws IOException {
        EventContent words = new EventContent(report, branding);
        String identity = String.join("|", report.eventId(), report.holder().accountId(), report.issuedAt().toString(),
                totalsOf(words.totals));
        return new PdfContent("Event report, " + report.eventName(), "Event " + report.eventId(), identity, report.issuedAt(),
                words.parameters(), words.rows());
    }

    private Map<String, Object> parameters() throws IOException {
        List<EngineUse> uses = report.byEngine();
        Map<String, Object> p = new HashMap<>(Brand.parameters(branding));
        p.put("TITLE", "Event report");
        p.put("SUBTITLE", days());
        p.put("RUNNING_HEAD", Printable.text("Event " + report.eventId() + "  ·  " + report.eventName()));
        p.put("HOLDER", Printable.text(report.eventName()));
        p.put("HOLDER_LABEL", "EVENT");
        p.put("HOLDER_DETAIL", Printable.text(report.holder().name()) + "  ·  Account " + report.holder().accountId());
        p.put("META", PdfContent.list(meta()));
        p.put("SUMMARY_HEADING", "This event in figures");
        p.put("SUMMARY", PdfContent.list(summary()));
        p.put("CARD_LABEL", "Credits used");
        p.put("CARD_VALUE", Figures.money(totals.used()));
        p.put("CARD_NOTE", report.holder().currency() + " credits, " + Figures.whole(totals.useCount())
                + (totals.useCount() == 1 ? " activity" : " activities"));
        p.put("DONUT", new ChartRenderer(Charts.donut(uses, totals.used())));
        p.put("DONUT_WORDS", "Ring of credits used by engine: " + (uses.isEmpty() ? "none" : uses.stream()
                .map(use -> use.engine() + " " + Figures.percent(use.share())).collect(Collectors.joining(", "))));
        p.put("ENGINES", PdfContent.list(PdfContent.engines(uses, totals.used())));
        if (!report.lines().isEmpty() && !report.timeline().isEmpty()) {
            p.put("CHART", new ChartRenderer(Charts.timeline(report.timeline(), report.zone(), branding)));
            p.put("CHART_HEADING", "AI activities over the event, by " + Charts.interval(report.timeline()));
            p.put("CHART_WORDS", "Bars of activities and of credits used per interval of the event");
        }
        p.put("LEDGER_HEADING", "Event activities");
        return p;
    }

    private List<Map<String, ?>> meta() {
        List<Map<String, ?>> rows = new ArrayList<>();
        Period period = report.period();
        rows.add(PdfContent.pair("Event number", report.eventId(), "", false));
        rows.add(PdfContent.pair("Starts", period == null ? "not known" : Figures.longMoment(period.from(), report.zone()), "", false));
        rows.add(PdfContent.pair("Ends", period == null ? "not known" : Figures.longMoment(period.to(), report.zone()), "", false));
        rows.add(PdfContent.pair("Times", "local time of " + report.zone().getId(), "", false));
        rows.add(PdfContent.pair("Made", Figures.longMoment(report.issuedAt(), report.zone()), "", false));
        return rows;
    }

    private List<Map<String, ?>> summary() {
        List<Map<String, ?>> rows = new ArrayList<>();
        rows.add(PdfContent.pair("", "Activities charged", Figures.whole(totals.useCount()), false));
        rows.add(PdfContent.pair("", "Activities failed", Figures.whole(totals.failedCount()), false));
        rows.add(PdfContent.pair("", "Activities outside of the event's time", Figures.whole(report.outsideCount()), false));
        rows.add(PdfContent.pair("", "Credits used", Figures.money(totals.used()), true));
        if (totals.added().signum() != 0) {
            rows.add(PdfContent.pair("+", "Credits refunded or added", Figures.money(totals.added()), false));
        }
        if (totals.failedCharges().signum() != 0) {
            rows.add(PdfContent.pair("", "Charged for failed activities", Figures.movement(totals.failedCharges()), false));
        }
        return rows;
    }

    private Iterator<PdfRow> rows() {
        List<StatementLine> lines = report.lines();
        if (lines.isEmpty()) {
            return Stream.of(PdfRow.empty("ACTIVITY", "", "No activity for this event.")).iterator();
        }
        PdfRow total = PdfRow.closing("ACTIVITY", "All movements of this event", Figures.movement(totals.movement()), "");
        return Stream.concat(IntStream.range(0, lines.size()).mapToObj(i -> line(lines.get(i), i == 0)), Stream.of(total)).iterator();
    }

    private PdfRow line(StatementLine line, boolean first) {
        return new PdfRow("ACTIVITY", "LINE", first, false, "", "", Figures.moment(line.at(), report.zone()),
                Printable.text(line.service()), Printable.text(line.status()), "", "", Figures.movement(line.movement()), Figures.money(line.balance()), note(line));
    }

    private @Nullable String note(StatementLine line) {
        if (!report.outside(line)) {
            return line.note();
        }
        String outside = line.at().isBefore(report.period() == null ? line.at() : report.period().from())
                ? "Before the event's start" : "After the event's end";
        return line.note() == null ? outside : outside + ". " + line.note();
    }

    private String days() {
        Period period = report.period();
        return period == null ? "period not known" : Period.days(period.firstDay(), period.lastDay(), period.zone()).label();
    }

    private static String totalsOf(Totals totals) {
        return totals.movement().toPlainString() + "|" + totals.useCount() + "|" + totals.failedCount();
    }
}
