package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reckoner.Failure;
import reckoner.TestApplication;
import reckoner.database.TestLedger;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.run.Runs;

/** Opening plus movements is the balance, at every instant. */
class ExplanationsTest {

    private static final String MODIFY = "AI Modify (Nano Banana 2)";
    private static final Instant LATER = Instant.parse("2026-12-31T00:00:00Z");

    private static TestApplication application;
    private TestLedger ledger;
    private Explanations explanations;

    @BeforeAll
    static void start() {
        application = TestApplication.start();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @BeforeEach
    void an_account_that_saw_everything() {
        explanations = application.bean(Explanations.class);
        ledger = new TestLedger(application.database()).empty().feeds("accounts", "ledger")
                .account("A", "America/New_York", "10.00")
                .event("E1", "A", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")
                .add("A", "T1", "2026-03-01T10:00:00Z", "100.00", "110.00")
                .entry("A", "T2", "2026-03-01T11:00:00Z", null, "Coupon", EntryType.COUPON, EntryStatus.SUCCESS, "49.00", "159.00")
                .entry("A", "T3", "2026-03-02T11:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.SUCCESS, "0.15", "158.85")
                .entry("A", "T4", "2026-03-02T12:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.SUCCESS, "0.15", "158.70")
                .entry("A", "T5", "2026-03-03T12:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.FAILED, "0.15", "158.70")
                .entry("A", "T6", "2026-03-03T13:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.FAILED, "0.15", "158.55")
                .entry("A", "T7", "2026-03-03T14:00:00Z", "E1", "Refund", EntryType.REFUND, EntryStatus.SUCCESS, "0.15", "158.70")
                .consume("A", "T8", "2026-03-04T12:00:00Z", "SMS", "0.07", "108.63");
    }

    @Test
    void every_movement_is_in_one_sum_and_what_has_no_entry_names_its_finding() {
        reconcile();
        Explanation explanation = explanations.explain("A", LATER);

        assertThat(lines(explanation)).containsExactly(
                "purchased null Credit purchase 1 100.00",
                "coupon null Coupon 1 49.00",
                "refund E1 Refund 1 0.15",
                "used null SMS 1 -0.07",
                "used E1 AI Modify (Nano Banana 2) 2 -0.30",
                "failed E1 AI Modify (Nano Banana 2) 1 0.00",
                "failed_but_charged E1 AI Modify (Nano Banana 2) 1 -0.15",
                "unexplained before T8 renewal_from_credits -50.00");
        assertThat(explanation.closing()).isEqualByComparingTo("108.63");
        assertThat(explanation.opening().add(explanation.moved())).isEqualByComparingTo(explanation.closing());
        assertThat(explanation.unexplained()).isEqualByComparingTo("-50.00");
        assertThat(explanation.findings()).extracting(d -> d.check() + " " + d.transaction())
                .contains("failed_but_charged T6", "running_balance T8");
        assertThat(explanation.movements().get(7).discrepancy()).isNotNull();
    }

    @Test
    void an_instant_is_included_and_what_comes_later_is_not() {
        assertThat(explanations.explain("A", Instant.parse("2026-03-02T11:00:00Z")).closing()).isEqualByComparingTo("158.85");
        assertThat(explanations.explain("A", Instant.parse("2026-03-02T10:59:59.999999Z")).closing()).isEqualByComparingTo("159.00");
        Explanation before = explanations.explain("A", Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(before.closing()).isEqualByComparingTo("10.00");
        assertThat(before.movements()).isEmpty();
        assertThat(before.lastTransaction()).isNull();
    }

    @Test
    void without_a_stated_opening_balance_the_first_entry_implies_it() {
        ledger.account("B", "UTC", null).add("B", "S1", "2026-03-01T10:00:00Z", "5.00", "7.50");
        Explanation explanation = explanations.explain("B", LATER);
        assertThat(explanation.openingStated()).isFalse();
        assertThat(explanation.opening()).isEqualByComparingTo("2.50");
    }

    @Test
    void before_a_reconciliation_a_gap_has_no_finding() {
        assertThat(explanations.explain("A", LATER).movements().get(7).discrepancy()).isNull();
    }

    @Test
    void rounding_that_the_source_admits_is_a_sum_of_its_own() {
        application.database().sql("update load set tolerance_micros = 100000 where feed = 'ledger'").update();
        ledger.account("C", "UTC", "10.00").add("C", "R1", "2026-03-01T10:00:00Z", "5.04", "15.00").add("C", "R2", "2026-03-02T10:00:00Z", "5.04", "20.00");
        assertThat(lines(explanations.explain("C", LATER)))
                .containsExactly("purchased null Credit purchase 2 10.08", "rounding null null 0 -0.08");
    }

    @Test
    void an_order_that_only_later_entries_settle_still_adds_up() {
        ledger.account("D", "UTC", "10.00")
                .add("D", "X1", "2026-03-01T10:00:00Z", "5.00", "20.00")
                .add("D", "X2", "2026-03-01T11:00:00Z", "5.00", "15.00");
        application.database().sql("update load set order_window = 'day' where feed = 'ledger'").update();
        Explanation explanation = explanations.explain("D", Instant.parse("2026-03-01T10:30:00Z"));
        assertThat(lines(explanation)).containsExactly("purchased null Credit purchase 1 5.00", "later_entries null null 0 5.00");
        assertThat(explanation.closing()).isEqualByComparingTo("20.00");
    }

    @Test
    void accounts_that_are_not_there_or_of_which_nothing_is_known_are_refused() {
        assertThatThrownBy(() -> explanations.explain("nobody", LATER)).isInstanceOf(Failure.class).hasMessageContaining("There is no account");
        ledger.account("B", "UTC", null);
        assertThatThrownBy(() -> explanations.explain("B", LATER)).isInstanceOf(Failure.class).hasMessageContaining("is not known");
    }

    private static List<String> lines(Explanation explanation) {
        return explanation.movements().stream()
                .map(m -> m.kind() == Explanation.Kind.UNEXPLAINED
                        ? "unexplained before " + m.transaction() + " " + m.cause() + " " + m.credits()
                        : m.kind().key() + " " + m.event() + " " + m.service() + " " + m.entries() + " " + m.credits())
                .toList();
    }

    private static void reconcile() {
        Reconciliations reconciliations = application.bean(Reconciliations.class);
        application.bean(Runs.class).start("reconcile", ReconcileRequest.everything().parameters(reconciliations.register(ReconcileRequest.everything())));
    }
}
