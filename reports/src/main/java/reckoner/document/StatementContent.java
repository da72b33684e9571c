package reckoner.document;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reckoner.statement.EventUse;
import reckoner.statement.Finding;
import reckoner.statement.LineKind;
import reckoner.statement.Period;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;
import reckoner.statement.Totals;
import reckoner.table.Figures;

/** Put an account statement into the words of the layout. */
final class StatementContent {

    private final Statement statement;
    private final Branding branding;
    private final Totals totals;

    private StatementContent(Statement statement, Branding branding) {
        this.statement = statement;
        this.branding = branding;
        this.totals = statement.totals();
    }

    static PdfContent of(Statement statement, Branding branding) throws IOException {
        StatementContent words = new StatementContent(statement, branding);
        String title = "Account statement " + statement.label() + ", " + statement.holder().name() + ", " + statement.period().label();
        String identity = String.join("|", statement.label(), statement.holder().accountId(), statement.period().toString(),
                statement.closing().toPlainString(), statement.issuedAt().toString());
        return new PdfContent(title, "Account " + statement.holder().accountId(), identity, statement.issuedAt(),
                words.parameters(), words.rows());
    }

    private Map<String, Object> parameters() throws IOException {
        var uses = statement.byEngine();
        Map<String, Object> p = new HashMap<>(Brand.parameters(branding));
        p.put("TITLE", "Account statement");
        p.put("SUBTITLE", statement.period().label());
        p.put("RUNNING_HEAD", Printable.text(
                String.join("  ·  ", statement.label(), statement.holder().name(), statement.period().label())));
        if (statement.number() == null) {
            p.put("DRAFT_MARK", new DraftMark());
        }
        p.put("HOLDER_LABEL", "ACCOUNT HOLDER");
        p.put("HOLDER", Printable.text(statement.holder().name()));
        p.put("HOLDER_DETAIL", "Account " + statement.holder().accountId() + "  ·  Plan " + statement.holder().plan());
        p.put("META", PdfContent.list(meta()));
        p.put("SUMMARY_HEADING", "Your credits in this period");
        p.put("SUMMARY", PdfContent.list(summary()));
        p.put("CARD_LABEL", "Closing balance");
        p.put("CARD_VALUE", Figures.money(statement.closing()));
        p.put("CARD_NOTE", statement.holder().currency() + " credits at the end of " + lastDay());
        p.put("VERDICT_COLOUR", VerdictWords.colour(statement.verdict()));
        p.put("VERDICT_HEADLINE", statement.verdict().headline());
        p.put("VERDICT_DETAIL", VerdictWords.detail(statement));
        p.put("DONUT", new ChartRenderer(Charts.donut(uses, totals.used())));
        p.put("DONUT_WORDS", "Ring of credits used by engine: " + (uses.isEmpty() ? "none" : uses.stream()
                .map(use -> use.engine() + " " + Figures.percent(use.share())).collect(Collectors.joining(", "))));
        p.put("ENGINES", PdfContent.list(PdfContent.engines(uses, totals.used())));
        if (totals.useCount() + totals.failedCount() > 0 && !statement.timeline().isEmpty()) {
            p.put("CHART", new ChartRenderer(Charts.timeline(statement.timeline(), statement.period().zone(), branding)));
            p.put("CHART_HEADING", "Activity over time, by " + Charts.interval(statement.timeline()));
            p.put("CHART_WORDS", "Bars of activities and of credits used per interval of the period");
        }
        p.put("LEDGER_HEADING", "Ledger");
        p.put("OPENING_LABEL", "Balance brought forward (opening balance)");
        return p;
    }

    private List<Map<String, ?>> meta() {
        List<Map<String, ?>> rows = new ArrayList<>();
        Period period = statement.period();
        rows.add(PdfContent.pair("Statement number", statement.label(), "", false));
        rows.add(PdfContent.pair("Issued", Figures.longMoment(statement.issuedAt(), period.zone()), "", false));
        rows.add(PdfContent.pair("Period", period.label(), "", false));
        rows.add(PdfContent.pair("Times", "local time of " + period.zone().getId(), "", false));
        rows.add(PdfContent.pair("Currency", statement.holder().currency(), "", false));
        if (statement.previousNumber() != null) {
            rows.add(PdfContent.pair("Previous statement", statement.previousNumber(), "", false));
        }
        if (statement.replaces() != null) {
            rows.add(PdfContent.pair("Replaces", statement.replaces() + " (restatement)", "", false));
        }
        return rows;
    }

    private List<Map<String, ?>> summary() {
        List<Map<String, ?>> rows = new ArrayList<>();
        rows.add(PdfContent.pair("", "Opening balance", Figures.money(statement.opening()), true));
        rows.add(plus("Credits purchased", totals.purchased()));
        rows.add(plus("Credits from coupons", totals.coupons()));
        rows.add(plus("Credits refunded", totals.refunds()));
        signed(rows, "Adjustments", totals.adjustments());
        rows.add(PdfContent.pair("\u2212", "Credits used (" + Figures.whole(totals.useCount())
                + (totals.useCount() == 1 ? " activity)" : " activities)"), Figures.money(totals.used()), false));
        signed(rows, "Credits expired", totals.expired().negate());
        signed(rows, "Charged for failed activities", totals.failedCharges());
        signed(rows, "Unexplained movements", totals.unexplained());
        rows.add(PdfContent.pair("=", "Closing balance", Figures.money(statement.closing()), true));
        return rows;
    }

    private static Map<String, ?> plus(String words, BigDecimal amount) {
        return PdfContent.pair("+", words, Figures.money(amount), false);
    }

    private static void signed(List<Map<String, ?>> rows, String words, BigDecimal amount) {
        if (amount.signum() != 0) {
            rows.add(PdfContent.pair(amount.signum() < 0 ? "\u2212" : "+", words, Figures.money(amount.abs()), false));
        }
    }

    private Iterator<PdfRow> rows() {
        return Stream.of(findings(), events(), ledger()).flatMap(rows -> rows).iterator();
    }

    private Stream<PdfRow> findings() {
        List<Finding> findings = statement.verdict().findings();
        return IntStream.range(0, findings.size()).mapToObj(i -> {
            Finding finding = findings.get(i);
            String explanation = finding.cause() == null ? finding.explanation()
                    : finding.explanation() + " Likely cause: " + finding.cause() + ".";
            String transaction = finding.transactionId() == null ? "–" : finding.transactionId();
            String difference = finding.difference() == null ? "–" : Figures.movement(finding.difference());
            return PdfRow.of("FINDING", i == 0, finding.id() + "  " + finding.check().replace('_', ' '), Printable.text(transaction),
                    difference, Printable.text(explanation));
        });
    }

    private Stream<PdfRow> events() {
        List<EventUse> events = statement.byEvent();
        return IntStream.range(0, events.size()).mapToObj(i -> PdfRow.of("EVENT", i == 0,
                Printable.named(events.get(i).name(), events.get(i).eventId()),
                Figures.whole(events.get(i).count()), Figures.money(events.get(i).amount()), Figures.percent(events.get(i).share())));
    }

    private Stream<PdfRow> ledger() {
        List<StatementLine> lines = statement.lines();
        PdfRow closing = PdfRow.closing("LEDGER", "Closing balance", Figures.movement(totals.movement()), Figures.money(statement.closing()));
        if (lines.isEmpty()) {
            return Stream.of(PdfRow.empty("LEDGER", Figures.money(statement.opening()), "No activity in this period."), closing);
        }
        return Stream.concat(IntStream.range(0, lines.size()).mapToObj(i -> line(lines.get(i), i == 0)), Stream.of(closing));
    }

    private PdfRow line(StatementLine line, boolean first) {
        return new PdfRow("LEDGER", "LINE", first, false, Figures.money(line.before()), Figures.money(line.balance()),
                Figures.moment(line.at(), statement.period().zone()), Printable.named(line.eventLabel(), line.eventId()),
                Printable.text(line.service()), Printable.text(line.type()), Printable.text(line.status()),
                Figures.movement(line.movement()), Figures.money(line.balance()), note(line));
    }

    private static @Nullable String note(StatementLine line) {
        boolean notable = line.kind() == LineKind.UNEXPLAINED || line.kind() == LineKind.FAILED && line.movement().signum() != 0;
        if (line.note() == null && !notable) {
            return null;
        }
        String words = line.note() != null ? line.note()
                : line.kind() == LineKind.UNEXPLAINED ? "The balance moved without an entry in the ledger" : "Failed, but charged";
        return Printable.text(line.transactionId().isBlank() ? words : words + " (" + line.transactionId() + ")");
    }

    private String lastDay() {
        return Figures.longMoment(statement.period().to().minusSeconds(1), statement.period().zone()).replaceFirst(" \\d\\d:\\d\\d$", "");
    }
}
