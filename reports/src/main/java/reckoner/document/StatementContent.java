package reckoner.document;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reckoner.statement.EventUse;
import reckoner.statement.Finding;
import reckoner.statement.LineKind;
import reckoner.statement.Period;
import reckoner.statement.Restatement;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;
import reckoner.statement.Totals;

/** Put an account statement into the words of the layout. */
final class StatementContent {

    private final Statement statement;
    private final Branding branding;
    private final Wording words;
    private final Totals totals;
    private final FindingWords findingWords;

    private StatementContent(Statement statement, Branding branding) {
        this.statement = statement;
        this.branding = branding;
        this.words = Wording.of(branding.language());
        this.totals = statement.totals();
        this.findingWords = new FindingWords(words, statement.verdict());
    }

    static PdfContent of(Statement statement, Branding branding) throws IOException {
        StatementContent content = new StatementContent(statement, branding);
        Wording words = content.words;
        String title = words.say("statement") + " " + label(words, statement) + ", " + statement.holder().name() + ", "
                + words.period(statement.period());
        String identity = String.join("|", statement.label(), statement.holder().accountId(), statement.period().toString(),
                statement.closing().toPlainString(), statement.issuedAt().toString(), words.language().tag());
        return new PdfContent(title, words.say("sheet.account") + " " + statement.holder().accountId(), identity, statement.issuedAt(),
                words, content.parameters(), content.rows(), statement.lines().size());
    }

    /** Return the number, or the word for a draft. */
    static String label(Wording words, Statement statement) {
        return statement.number() == null ? words.say("draft") : statement.number();
    }

    private Map<String, Object> parameters() throws IOException {
        var uses = statement.byEngine();
        String period = words.period(statement.period());
        Map<String, Object> p = new HashMap<>(Brand.parameters(branding));
        p.put("TITLE", words.say("statement"));
        p.put("SUBTITLE", period);
        p.put("RUNNING_HEAD", Printable.text(String.join("  ·  ", label(words, statement), statement.holder().name(), period)));
        if (statement.number() == null) {
            p.put("DRAFT_MARK", new DraftMark(words.say("draft.mark")));
        }
        p.put("HOLDER_LABEL", words.say("holder.label"));
        p.put("HOLDER", Printable.text(statement.holder().name()));
        p.put("HOLDER_DETAIL", Printable.text(words.say("holder.detail", statement.holder().accountId(), words.known(statement.holder().plan()))));
        p.put("META", PdfContent.list(meta()));
        p.put("SUMMARY_HEADING", words.say("summary"));
        p.put("SUMMARY", PdfContent.list(summary()));
        p.put("CARD_LABEL", words.say("closing"));
        p.put("CARD_VALUE", words.money(statement.closing()));
        p.put("CARD_NOTE", words.say("card.note", statement.holder().currency(), words.day(statement.period().lastDay())));
        p.put("VERDICT_COLOUR", VerdictWords.colour(statement.verdict()));
        p.put("VERDICT_HEADLINE", VerdictWords.headline(words, statement.verdict()));
        p.put("VERDICT_DETAIL", VerdictWords.detail(words, statement));
        p.put("DONUT", new ChartRenderer(Charts.donut(words, uses, totals.used())));
        p.put("DONUT_WORDS", PdfContent.ringWords(words, uses));
        p.put("ENGINES", PdfContent.list(PdfContent.engines(words, uses, totals.used())));
        if (totals.useCount() + totals.failedCount() > 0 && !statement.timeline().isEmpty()) {
            p.put("CHART", new ChartRenderer(Charts.timeline(words, statement.timeline(), statement.period().zone(), branding)));
            p.put("CHART_HEADING", words.say("chart.heading." + Charts.interval(statement.timeline())));
            p.put("CHART_WORDS", words.say("chart.words", words.whole(totals.useCount() + totals.failedCount()), words.money(totals.used())));
        }
        p.put("LEDGER_HEADING", words.say("ledger"));
        p.put("OPENING_LABEL", words.say("ledger.opening"));
        return p;
    }

    private List<Map<String, ?>> meta() {
        List<Map<String, ?>> rows = new ArrayList<>();
        Period period = statement.period();
        meta(rows, "statement.number", label(words, statement));
        meta(rows, "issued", words.longMoment(statement.issuedAt(), period.zone()));
        meta(rows, "period", words.period(period));
        if (!period.isDays() && statement.previousNumber() != null) {
            meta(rows, "begins", words.say("begins.where", statement.previousNumber()));
        }
        meta(rows, "times", words.say("times.local", period.zone().getId()));
        meta(rows, "currency", statement.holder().currency());
        if (statement.previousNumber() != null) {
            meta(rows, "previous", statement.previousNumber());
        }
        if (statement.replaces() != null) {
            meta(rows, "replaces", words.say("replaces.number", statement.replaces()));
        }
        return rows;
    }

    private void meta(List<Map<String, ?>> rows, String key, String value) {
        rows.add(PdfContent.pair(words.say(key), value, "", false));
    }

    private List<Map<String, ?>> summary() {
        List<Map<String, ?>> rows = new ArrayList<>();
        rows.add(PdfContent.pair("", words.say("opening"), words.money(statement.opening()), true));
        rows.add(plus("purchased", totals.purchased()));
        rows.add(plus("coupons", totals.coupons()));
        rows.add(plus("refunded", totals.refunds()));
        signed(rows, "adjustments", totals.adjustments());
        rows.add(PdfContent.pair("\u2212", words.count("used.count", totals.useCount()), words.money(totals.used()), false));
        signed(rows, "expired", totals.expired().negate());
        signed(rows, "failed.charges", totals.failedCharges());
        signed(rows, "unexplained", totals.unexplained());
        signed(rows, "corrections", totals.corrections());
        rows.add(PdfContent.pair("=", words.say("closing"), words.money(statement.closing()), true));
        return rows;
    }

    private Map<String, ?> plus(String key, BigDecimal amount) {
        return PdfContent.pair("+", words.say(key), words.money(amount), false);
    }

    private void signed(List<Map<String, ?>> rows, String key, BigDecimal amount) {
        if (amount.signum() != 0) {
            rows.add(PdfContent.pair(amount.signum() < 0 ? "\u2212" : "+", words.say(key), words.money(amount.abs()), false));
        }
    }

    private Iterator<PdfRow> rows() {
        return Stream.of(changes(), findings(), events(), ledger()).flatMap(rows -> rows).iterator();
    }

    /** What a restatement replaces, and why; the balances, then line by line. */
    private Stream<PdfRow> changes() {
        Restatement restates = statement.restates();
        if (restates == null) {
            return Stream.empty();
        }
        PdfRow reason = PdfRow.reason("CHANGE", Printable.text(words.say("changes.reason", restates.replaces(),
                words.longMoment(restates.issuedAt(), statement.period().zone()), restates.reason())));
        Stream<PdfRow> lines = restates.changes().stream().map(change -> PdfRow.line("CHANGE",
                words.say("change." + change.kind().name().toLowerCase(Locale.ROOT)),
                words.moment(change.at(), statement.period().zone()),
                Printable.text(change.transactionId().isBlank() ? words.known(change.service())
                        : words.known(change.service()) + " (" + change.transactionId() + ")"),
                words.movement(change.before()), words.movement(change.after()), words.movement(change.difference())));
        return Stream.of(Stream.of(reason, balance("opening", restates.opening(), statement.opening())), lines,
                Stream.of(balance("closing", restates.closing(), statement.closing()))).flatMap(rows -> rows);
    }

    private PdfRow balance(String key, BigDecimal before, BigDecimal after) {
        return PdfRow.line("CHANGE", words.say(key), "", "", words.money(before), words.money(after), words.movement(after.subtract(before)));
    }

    private Stream<PdfRow> findings() {
        List<Finding> findings = statement.verdict().findings();
        return IntStream.range(0, findings.size()).mapToObj(i -> finding(findings.get(i), i == 0));
    }

    private PdfRow finding(Finding finding, boolean first) {
        String explanation = findingWords.explanation(finding);
        String whole = finding.cause() == null ? explanation : words.say("finding.cause", explanation, words.cause(finding.cause()));
        String transaction = finding.transactionId() == null ? "–" : finding.transactionId();
        String difference = finding.difference() == null ? "–" : words.movement(finding.difference());
        return PdfRow.of("FINDING", first, finding.id() + "  " + words.check(finding.check()), Printable.text(transaction), difference,
                Printable.text(whole));
    }

    private Stream<PdfRow> events() {
        List<EventUse> events = statement.byEvent();
        return IntStream.range(0, events.size()).mapToObj(i -> {
            EventUse use = events.get(i);
            String name = use.eventId() == null ? words.say("without.event") : Printable.named(use.name(), use.eventId());
            return PdfRow.of("EVENT", i == 0, name, words.whole(use.count()), words.money(use.amount()), words.percent(use.share()));
        });
    }

    private Stream<PdfRow> ledger() {
        List<StatementLine> lines = statement.lines();
        PdfRow closing = PdfRow.closing("LEDGER", words.say("closing"), words.movement(totals.movement()), words.money(statement.closing()));
        if (lines.isEmpty()) {
            return Stream.of(PdfRow.empty("LEDGER", words.money(statement.opening()), words.say("ledger.none")), closing);
        }
        if (lines.size() > branding.pdfLines()) {
            return Stream.of(PdfRow.empty("LEDGER", words.money(statement.opening()), elsewhere(words, lines.size(), branding)), closing);
        }
        return Stream.concat(IntStream.range(0, lines.size()).mapToObj(i -> line(lines.get(i), i == 0)), Stream.of(closing));
    }

    /** Say where the lines are that are more than a PDF lists. */
    static String elsewhere(Wording words, int lines, Branding branding) {
        return words.say("ledger.elsewhere", words.whole(lines), words.whole(branding.pdfLines()));
    }

    private PdfRow line(StatementLine line, boolean first) {
        return new PdfRow("LEDGER", "LINE", first, false, words.money(line.before()), words.money(line.balance()),
                words.moment(line.at(), statement.period().zone()), Printable.named(line.eventLabel(), line.eventId()),
                Printable.text(words.known(line.service())), Printable.text(words.known(line.type())),
                Printable.text(words.known(line.status())), words.movement(line.movement()), words.money(line.balance()), note(line));
    }

    private @Nullable String note(StatementLine line) {
        boolean notable = line.kind() == LineKind.UNEXPLAINED || line.kind() == LineKind.FAILED && line.movement().signum() != 0;
        if (line.note() == null && !notable) {
            return null;
        }
        String note = line.note() != null ? findingWords.note(line.note())
                : words.say(line.kind() == LineKind.UNEXPLAINED ? "note.unexplained" : "note.failed");
        return Printable.text(line.transactionId().isBlank() ? note : note + " (" + line.transactionId() + ")");
    }
}
