package reckoner.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;

class StatementQueryTest {

    private static final String KLING = "AI Image To Video (Kling)";

    @TempDir
    static Path folder;

    static Application application;
    static Ledger ledger;

    @BeforeAll
    static void start() {
        application = new Application(folder);
        ledger = new Ledger(application.database);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Test
    void a_gap_is_a_line_of_its_own_and_the_statement_adds_up() {
        int account = ledger.account("gap", "UTC", "100.00");
        ledger.use(account, "gap-1", "2026-03-01T10:00:00Z", KLING, "1.00", "99.00");
        ledger.use(account, "gap-2", "2026-03-02T10:00:00Z", KLING, "1.00", "48.00");

        Statement statement = application.issued("2026-03", "gap");

        assertThat(statement.lines()).extracting(StatementQueryTest::figures).containsExactly(
                "USE gap-1 -1.00 99.00",
                "UNEXPLAINED  -50.00 49.00",
                "USE gap-2 -1.00 48.00");
        assertThat(statement.lines().get(1).note()).isEqualTo("difference without an entry");
        assertThat(statement.closing()).isEqualByComparingTo("48.00");
        assertThat(statement.totals().used()).isEqualByComparingTo("2.00");
        assertThat(statement.totals().unexplained()).isEqualByComparingTo("-50.00");
    }

    @Test
    void a_gap_has_the_words_of_the_discrepancy() {
        int account = ledger.account("words", "UTC", "100.00");
        ledger.use(account, "words-1", "2026-03-02T10:00:00Z", KLING, "1.00", "94.00");
        ledger.discrepancy(ledger.reconciled("2026-04-02T00:00:00Z"), account, "running_balance", "words-1", "2026-03-02T10:00:00Z", "-5.00", "open");

        assertThat(application.issued("2026-03", "words").lines().get(0).note()).isEqualTo("An entry of 5.00 is missing.");
    }

    @Test
    void a_failed_entry_that_was_charged_keeps_its_movement() {
        int account = ledger.account("failed", "UTC", "10.00");
        ledger.entry(account, "failed-1", "2026-03-01T10:00:00Z", KLING, EntryType.CONSUME, EntryStatus.FAILED, "2.00", "10.00", null);
        ledger.entry(account, "failed-2", "2026-03-01T11:00:00Z", KLING, EntryType.CONSUME, EntryStatus.FAILED, "2.00", "8.00", null);

        Statement statement = application.issued("2026-03", "failed");

        assertThat(statement.lines()).extracting(StatementQueryTest::figures)
                .containsExactly("FAILED failed-1 0.00 10.00", "FAILED failed-2 -2.00 8.00");
        assertThat(statement.totals().failedCharges()).isEqualByComparingTo("-2.00");
        assertThat(statement.totals().used()).isEqualByComparingTo("0");
    }

    @Test
    void entries_of_one_instant_stand_in_the_order_of_their_balances() {
        int account = ledger.account("tie", "UTC", "10.00");
        ledger.use(account, "tie-3", "2026-03-01T10:00:00Z", KLING, "3.00", "4.00");
        ledger.use(account, "tie-1", "2026-03-01T10:00:00Z", KLING, "1.00", "9.00");
        ledger.use(account, "tie-2", "2026-03-01T10:00:00Z", KLING, "2.00", "7.00");

        assertThat(application.issued("2026-03", "tie").lines()).extracting(StatementQueryTest::figures)
                .containsExactly("USE tie-1 -1.00 9.00", "USE tie-2 -2.00 7.00", "USE tie-3 -3.00 4.00");
    }

    @Test
    void the_month_is_that_of_the_accounts_zone() {
        int account = ledger.account("zone", "America/Los_Angeles", "10.00");
        ledger.use(account, "zone-1", "2026-03-01T07:30:00Z", KLING, "1.00", "9.00"); // 28 February 23:30
        ledger.use(account, "zone-2", "2026-03-01T08:00:00Z", KLING, "1.00", "8.00"); // 1 March 00:00
        ledger.use(account, "zone-3", "2026-04-01T06:59:59Z", KLING, "1.00", "7.00"); // 31 March 23:59:59, summer time
        ledger.use(account, "zone-4", "2026-04-01T07:00:00Z", KLING, "1.00", "6.00"); // 1 April 00:00

        Statement march = application.issued("2026-03", "zone");

        assertThat(march.lines()).extracting(StatementLine::transactionId).containsExactly("zone-2", "zone-3");
        assertThat(march.opening()).isEqualByComparingTo("9.00");
        assertThat(march.closing()).isEqualByComparingTo("7.00");
        assertThat(march.timeline()).hasSize(31);
    }

    @Test
    void credits_added_are_kept_apart() {
        int account = ledger.account("added", "UTC", "0.00");
        int event = ledger.event("E-added", account, null, null);
        ledger.add(account, "added-1", "2026-03-01T10:00:00Z", "100.00", "100.00");
        ledger.entry(account, "added-2", "2026-03-02T10:00:00Z", "Coupon", EntryType.COUPON, EntryStatus.SUCCESS, "49.00", "149.00", null);
        ledger.entry(account, "added-3", "2026-03-03T10:00:00Z", KLING, EntryType.ADD, EntryStatus.SUCCESS, "1.00", "150.00", event);
        ledger.entry(account, "added-4", "2026-03-04T10:00:00Z", "Refund", EntryType.REFUND, EntryStatus.SUCCESS, "2.00", "152.00", null);
        ledger.entry(account, "added-5", "2026-03-05T10:00:00Z", "Support", EntryType.ADJUSTMENT, EntryStatus.SUCCESS, "-2.00", "150.00", null);
        ledger.entry(account, "added-6", "2026-03-06T10:00:00Z", KLING, EntryType.CONSUME, EntryStatus.PENDING, "2.00", null, null);

        var totals = application.issued("2026-03", "added").totals();

        assertThat(totals.purchased()).isEqualByComparingTo("100.00");
        assertThat(totals.coupons()).isEqualByComparingTo("49.00");
        assertThat(totals.refunds()).isEqualByComparingTo("3.00");
        assertThat(totals.adjustments()).isEqualByComparingTo("-2.00");
        assertThat(totals.useCount() + totals.failedCount()).as("a pending entry is neither").isZero();
    }

    @Test
    void rounding_by_the_source_is_shown_and_named() {
        Ledger rounded = new Ledger(application.database, "0.10", "day");
        int account = rounded.account("round", "UTC", null);
        rounded.add(account, "round-1", "2026-03-01T00:00:00Z", "100.04", "100.00");
        rounded.use(account, "round-2", "2026-03-02T00:00:00Z", KLING, "1.04", "99.00");

        Statement statement = application.issued("2026-03", "round");

        assertThat(statement.lines()).extracting(StatementQueryTest::figures)
                .containsExactly("PURCHASE round-1 100.04 100.00", "UNEXPLAINED  0.04 100.04", "USE round-2 -1.04 99.00");
        assertThat(statement.lines().get(1).note()).isEqualTo("rounding by the source");
        assertThat(statement.opening()).isEqualByComparingTo("-0.04");
    }

    @Test
    void a_source_that_mixes_two_months_still_closes_one_where_the_next_opens() {
        Ledger rough = new Ledger(application.database, "0.00", "48h");
        int account = rough.account("rough", "UTC", "10.00");
        rough.use(account, "rough-1", "2026-03-31T23:00:00Z", KLING, "1.00", "7.00");
        rough.use(account, "rough-2", "2026-04-01T01:00:00Z", KLING, "2.00", "8.00");

        Statement march = application.issued("2026-03", "rough");
        Statement april = application.issued("2026-04", "rough");

        assertThat(march.lines()).extracting(StatementQueryTest::figures).containsExactly("UNEXPLAINED  -2.00 8.00", "USE rough-1 -1.00 7.00");
        assertThat(march.closing()).isEqualByComparingTo(april.opening());
        assertThat(april.lines()).extracting(StatementQueryTest::figures)
                .containsExactly("UNEXPLAINED  3.00 10.00", "USE rough-2 -2.00 8.00", "UNEXPLAINED  -1.00 7.00");
        assertThat(april.closing()).isEqualByComparingTo("7.00");
    }

    @Test
    void a_month_without_activity_has_a_statement_and_so_has_an_account_without_any() {
        int quiet = ledger.account("quiet", "UTC", "0.00");
        ledger.add(quiet, "quiet-1", "2026-02-01T10:00:00Z", "50.00", "50.00");
        ledger.account("empty", "UTC", null);

        Statement march = application.issued("2026-03", "quiet");

        assertThat(march.lines()).isEmpty();
        assertThat(march.opening()).isEqualByComparingTo("50.00");
        assertThat(march.closing()).isEqualByComparingTo("50.00");
        assertThat(application.issued("2026-03", "empty").closing()).isEqualTo(new BigDecimal("0.00"));
    }

    @Test
    void an_account_that_begins_after_the_month_has_none() {
        int account = ledger.account("later", "UTC", null);
        ledger.add(account, "later-1", "2026-04-10T10:00:00Z", "50.00", "50.00");

        assertThat(application.issue("2026-03", "later")).singleElement().satisfies(one -> {
            assertThat(one.outcome()).isEqualTo("no activity");
            assertThat(one.reason()).isEqualTo("no activity before 2026-04");
        });
    }

    @Test
    void a_superseded_entry_is_left_out() {
        int account = ledger.account("newer", "UTC", "10.00");
        ledger.use(account, "newer-1", "2026-03-01T10:00:00Z", KLING, "5.00", "5.00");
        application.database.sql("insert into superseded_entry (account_key, entry_id, by_entry_id) select account_key, entry_id, entry_id + 1 from ledger_entry where account_key = :a")
                .param("a", account).update();
        ledger.use(account, "newer-2", "2026-03-01T10:00:00Z", KLING, "1.00", "9.00");

        assertThat(application.issued("2026-03", "newer").lines()).extracting(StatementQueryTest::figures).containsExactly("USE newer-2 -1.00 9.00");
    }

    @Test
    void the_plan_is_that_of_the_end_of_the_period() {
        int account = ledger.account("plan", "UTC", "0.00");
        application.database.sql("""
                insert into plan_change (account_key, effective_from, plan)
                values (:a, '2026-01-01Z', 'PAYG'), (:a, '2026-03-20Z', 'Pro'), (:a, '2026-04-01Z', 'Basic')""").param("a", account).update();

        assertThat(application.issued("2026-03", "plan").holder().plan()).isEqualTo("Pro");
    }

    private static String figures(StatementLine line) {
        return "%s %s %s %s".formatted(line.kind(), line.transactionId(),
                line.movement().toPlainString(), line.balance().toPlainString());
    }
}
