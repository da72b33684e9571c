package reckoner.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.database.LedgerRows;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.statement.Holder;
import reckoner.statement.LineKind;
import reckoner.statement.Period;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;
import reckoner.statement.Verdict;
import tools.jackson.databind.json.JsonMapper;

/** A month with one entry of every kind, and the exports of it. */
final class MonthOfMarch {

    static final YearMonth MARCH = YearMonth.of(2026, 3);
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    final LedgerRows ledger = new LedgerRows();
    final Exports exports = new Exports(new JdbcTemplate(ledger.source), ledger.transactions(),
            new ExportSettings(new ExportSettings.Journal("3272", "1200", "8400", "4600", "4900", "8410")),
            Clock.fixed(Instant.parse("2026-04-02T08:00:00Z"), ZoneOffset.UTC));

    MonthOfMarch() {
        ledger.account("acme", "America/New_York");
        ledger.account("bravo", "Asia/Kathmandu");
        ledger.event("gala", "acme", "=Gala, \"2026\"", null, null);
        ledger.price("AI Modify (Nano Banana 2)", "", "0.30", "2026-01-01T00:00:00Z", null);
        ledger.price("AI Modify (Nano Banana 2)", "Pro", "0.25", "2026-01-01T00:00:00Z", null);
        ledger.database.sql("insert into plan_change select account_key, '2026-01-01Z', 'Pro' from account where account_id = 'acme'").update();
        add("2026-03-01T05:00:00Z", "A1", EntryType.ADD, "Credits", null, "50.00", "50.00");
        add("2026-03-02T10:00:00.7Z", "A2", EntryType.CONSUME, "AI Modify (Nano Banana 2)", "gala", "0.25", "49.75");
        ledger.entry("acme", "2026-03-02T10:01:00Z").id("A3").event("gala").status(EntryStatus.FAILED).amount("9.00").balance("49.75").add();
        add("2026-03-03T10:00:00Z", "A4", EntryType.COUPON, "Coupon", null, "49.00", "98.75");
        add("2026-03-03T11:00:00Z", "A5", EntryType.REFUND, "AI Modify (Nano Banana 2)", "gala", "0.25", "99.00");
        add("2026-03-04T11:00:00Z", "A6", EntryType.ADJUSTMENT, "Correction", null, "-1.00", "98.00");
        add("2026-03-05T11:00:00Z", "A7", EntryType.EXPIRY, "Expiry", null, "2.000001", "95.999999");
        long old = ledger.entry("acme", "2026-03-06T11:00:00Z").id("A8").amount("1.00").balance("94.999999").add();
        ledger.entry("acme", "2026-03-06T11:00:00Z").id("A8").amount("2.00").balance("93.999999").replace(old);
        add("2026-04-01T03:59:59Z", "A9", EntryType.ADD, "Coupon WELCOME", null, "6.000001", "100.00");
        // April in New York, but March in no account's zone.
        add("2026-04-01T04:00:00Z", "A10", EntryType.CONSUME, "AI Draw Me", null, "1.00", "99.00");
        ledger.entry("bravo", "2026-03-31T18:14:59Z").id("B1").amount("3.00").balance("-3.00").add();
        ledger.entry("bravo", "2026-03-31T18:15:00Z").id("B2").amount("5.00").balance("-8.00").add();
    }

    private void add(String at, String id, EntryType type, String service, String event, String amount, String balance) {
        ledger.entry("acme", at).id(id).type(type).service(service).event(event).amount(amount).balance(balance).add();
    }

    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    static String text(Writing writing) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        writing.to(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The lines of a statement of acme, as the register would have it: what failed, what a person sees, what nobody entered. */
    static Statement statement(String number, String account, StatementLine... lines) {
        BigDecimal closing = new BigDecimal("10.00");
        for (StatementLine line : lines) {
            closing = closing.add(line.movement());
        }
        return new Statement(number, Instant.parse("2026-04-01T08:00:00Z"), new Holder(account, "Müller & <Söhne>\u0001 " + "x".repeat(80), NEW_YORK, "USD", "Pro"),
                Period.month(MARCH, NEW_YORK), new BigDecimal("10.00"), closing, List.of(lines), List.of(), Verdict.notChecked(Instant.parse("2026-04-01T08:00:00Z"), "not reconciled"), null, null);
    }

    static StatementLine line(String at, String id, LineKind kind, String movement, String balance) {
        BigDecimal moved = new BigDecimal(movement);
        return new StatementLine(Instant.parse(at), id, "gala", "=Gala", "AI Draw Me", "", "Consume", "Success", BigDecimal.ONE, moved.abs(), moved,
                new BigDecimal(balance), kind, null);
    }

    void issue(Statement statement, String issuedAt, String replacedBy) {
        ledger.database.sql("insert into branding (branding_key, words) values ('b', '{}') on conflict do nothing").update();
        ledger.database.sql("""
                        insert into statement (number, account_key, starts_at, ends_at, month, opening, closing, issued_at, model, branding_key, replaced_by)
                        select :number, account_key, :from, :to, '2026-03', :opening, :closing, cast(:issued as timestamptz), :model::jsonb, 'b', :by
                        from account where account_id = :account""")
                .param("number", statement.number()).param("account", statement.holder().accountId())
                .param("from", statement.period().from().atOffset(ZoneOffset.UTC)).param("to", statement.period().to().atOffset(ZoneOffset.UTC))
                .param("opening", statement.opening()).param("closing", statement.closing()).param("issued", issuedAt)
                .param("model", JsonMapper.builder().build().writeValueAsString(statement)).param("by", replacedBy, java.sql.Types.VARCHAR)
                .update();
    }
}
