package reckoner.document;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reckoner.statement.EngineUse;
import reckoner.statement.EventReport;
import reckoner.statement.EventReport.Side;
import reckoner.statement.Period;
import reckoner.statement.StatementLine;
import reckoner.statement.Totals;

/** Put an event report into the words of the layout. */
final class EventContent {

    private final EventReport report;
    private final Branding branding;
    private final Wording words;
    private final Totals totals;

    private EventContent(EventReport report, Branding branding) {
        this.report = report;
        this.branding = branding;
        this.words = Wording.of(branding.language());
        this.totals = report.totals();
    }

    static PdfContent of(EventReport report, Branding branding) throws IOException {
        EventContent content = new EventContent(report, branding);
        Wording words = content.words;
        String identity = String.join("|", report.eventId(), report.holder().accountId(), report.issuedAt().toString(),
                String.valueOf(report.selected()), totalsOf(content.totals), words.language().tag());
        return new PdfContent(words.say("event") + ", " + report.eventName(), words.say("column.event") + " " + report.eventId(), identity,
                report.issuedAt(), words, content.parameters(), content.rows(), report.lines().size());
    }

    private Map<String, Object> parameters() throws IOException {
        List<EngineUse> uses = report.byEngine();
        Map<String, Object> p = new HashMap<>(Brand.parameters(branding));
        p.put("TITLE", words.say("event"));
        p.put("SUBTITLE", days());
        p.put("RUNNING_HEAD", Printable.text(words.say("event.running", report.eventId(), report.eventName())));
        p.put("HOLDER", Printable.text(report.eventName()));
        p.put("HOLDER_LABEL", words.say("event.label"));
        p.put("HOLDER_DETAIL", Printable.text(words.say("event.detail", report.holder().name(), report.holder().accountId())));
        p.put("META", PdfContent.list(meta()));
        p.put("SUMMARY_HEADING", words.say("event.summary"));
        p.put("SUMMARY", PdfContent.list(summary()));
        p.put("CARD_LABEL", words.say("used"));
        p.put("CARD_VALUE", words.money(totals.used()));
        long count = totals.useCount();
        p.put("CARD_NOTE", words.say(count == 1 ? "event.card.one" : "event.card", report.holder().currency(), words.whole(count)));
        p.put("DONUT", new ChartRenderer(Charts.donut(words, uses, totals.used())));
        p.put("DONUT_WORDS", PdfContent.ringWords(words, uses));
        p.put("ENGINES", PdfContent.list(PdfContent.engines(words, uses, totals.used())));
        if (!report.lines().isEmpty() && !report.timeline().isEmpty()) {
            p.put("CHART", new ChartRenderer(Charts.timeline(words, report.timeline(), report.zone(), branding)));
            p.put("CHART_HEADING", words.say("chart.heading." + Charts.interval(report.timeline())));
            p.put("CHART_WORDS", words.say("chart.words", words.whole(count + totals.failedCount()), words.money(totals.used())));
        }
        p.put("LEDGER_HEADING", words.say("event.activities"));
        return p;
    }

    private List<Map<String, ?>> meta() {
        List<Map<String, ?>> rows = new ArrayList<>();
        Period period = report.period();
        Period selected = report.selected();
        meta(rows, "event.number", report.eventId());
        meta(rows, "event.starts", period == null ? words.say("not.known") : words.longMoment(period.from(), report.zone()));
        meta(rows, "event.ends", period == null ? words.say("not.known") : words.longMoment(period.to(), report.zone()));
        if (selected != null) {
            meta(rows, "event.selected", words.period(selected));
        }
        meta(rows, "times", words.say("times.local", report.zone().getId()));
        meta(rows, "event.made", words.longMoment(report.issuedAt(), report.zone()));
        return rows;
    }

    private void meta(List<Map<String, ?>> rows, String key, String value) {
        rows.add(PdfContent.pair(words.say(key), Printable.text(value), "", false));
    }

    private List<Map<String, ?>> summary() {
        List<Map<String, ?>> rows = new ArrayList<>();
        rows.add(PdfContent.pair("", words.say("event.charged"), words.whole(totals.useCount()), false));
        rows.add(PdfContent.pair("", words.say("event.failed"), words.whole(totals.failedCount()), false));
        if (report.period() != null) {
            rows.add(side("event.before", Side.BEFORE));
            rows.add(side("event.during", Side.DURING));
            rows.add(side("event.after", Side.AFTER));
        }
        rows.add(PdfContent.pair("=", words.say("used"), words.money(totals.used()), true));
        if (totals.added().signum() != 0) {
            rows.add(PdfContent.pair("+", words.say("event.added"), words.money(totals.added()), false));
        }
        if (totals.failedCharges().signum() != 0) {
            rows.add(PdfContent.pair("", words.say("failed.charges"), words.movement(totals.failedCharges()), false));
        }
        return rows;
    }

    private Map<String, ?> side(String key, Side side) {
        Totals part = report.totals(side);
        BigDecimal used = part.used();
        return PdfContent.pair("", words.count(key, part.useCount()), words.money(used), false);
    }

    private Iterator<PdfRow> rows() {
        List<StatementLine> lines = report.lines();
        if (lines.isEmpty()) {
            return Stream.of(PdfRow.empty("ACTIVITY", "", words.say("event.none"))).iterator();
        }
        PdfRow total = PdfRow.closing("ACTIVITY", words.say("event.total"), words.movement(totals.movement()), "");
        if (lines.size() > branding.pdfLines()) {
            return Stream.of(PdfRow.empty("ACTIVITY", "", StatementContent.elsewhere(words, lines.size(), branding)), total).iterator();
        }
        return Stream.concat(IntStream.range(0, lines.size()).mapToObj(i -> line(lines.get(i), i == 0)), Stream.of(total)).iterator();
    }

    private PdfRow line(StatementLine line, boolean first) {
        return new PdfRow("ACTIVITY", "LINE", first, false, "", "", words.moment(line.at(), report.zone()),
                Printable.text(words.known(line.service())), Printable.text(words.known(line.status())), "", "",
                words.movement(line.movement()), words.money(line.balance()), note(line));
    }

    private @Nullable String note(StatementLine line) {
        String note = line.note() == null ? null : Printable.text(words.known(line.note()));
        String outside = switch (report.side(line)) {
            case BEFORE -> words.say("event.note.before");
            case DURING -> null;
            case AFTER -> words.say("event.note.after");
        };
        return outside == null ? note : note == null ? outside : outside + ". " + note;
    }

    private String days() {
        return report.period() == null ? words.say("event.period.unknown") : words.days(report.period());
    }

    private static String totalsOf(Totals totals) {
        return totals.movement().toPlainString() + "|" + totals.useCount() + "|" + totals.failedCount();
    }
}
