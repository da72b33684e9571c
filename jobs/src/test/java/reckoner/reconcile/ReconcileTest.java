package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Failure;
import reckoner.TestApplication;
import reckoner.database.TestLedger;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.run.Runs;

/** Every check has an example that is broken in one place, on a ledger that is clean without it. */
class ReconcileTest {

    private static final Map<String, CheckExamples.Example> EXAMPLES = CheckExamples.all();

    private static TestApplication application;
    private JdbcClient database;
    private TestLedger ledger;

    @BeforeAll
    static void start() {
        application = TestApplication.start();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @BeforeEach
    void clean_ledger() {
        database = application.database();
        ledger = new TestLedger(database).empty().feeds("accounts", "plans", "events", "prices", "ledger", "usage", "payments");
    }

    @Test
    void every_check_has_an_example_that_breaks_it() {
        List<String> names = application.bean(Checks.class).all().stream().map(Check::name).toList();
        assertThat(names).isNotEmpty().allSatisfy(name ->
                assertThat(EXAMPLES.keySet()).as("examples for check " + name).anyMatch(e -> e.equals(name) || e.startsWith(name + ":")));
    }

    @Test
    void a_clean_ledger_agrees_in_every_check_and_says_what_was_covered() {
        CheckExamples.cleanAccount(ledger).backed().timeline().manifest(4, "100.38", "A", "100.62")
                .statement("S1", "A", "2026-03-01T00:00:00Z", "2026-03-05T00:00:00Z", "1.00", "100.85")
                .statement("S2", "A", "2026-03-05T00:00:00Z", "2026-04-01T00:00:00Z", "100.85", "100.62");
        Reconciliations.Result result = reconcile(ReconcileRequest.everything());

        assertThat(result.discrepancies()).isEmpty();
        assertThat(result.checks()).isNotEmpty().allMatch(c -> c.outcome().equals("agrees"));
        assertThat(result.coverage().accounts()).isEqualTo(1);
        assertThat(result.coverage().entries()).isEqualTo(4);
        assertThat(result.coverage().amount()).isEqualByComparingTo("100.38");
        assertThat(result.coverage().from()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    }

    @Test
    void each_example_gives_exactly_its_finding_and_no_other() {
        for (Map.Entry<String, CheckExamples.Example> example : EXAMPLES.entrySet()) {
            ledger.empty().feeds("accounts", "plans", "events", "prices", "ledger", "usage", "payments");
            example.getValue().put(ledger);
            assertThat(reconcile(ReconcileRequest.everything()).discrepancies().stream().map(ReconcileTest::line))
                    .as(example.getKey())
                    .containsExactly(example.getKey().replaceFirst(":.*", "") + " " + example.getValue().finding());
        }
    }

    @Test
    void without_a_manifest_its_totals_cannot_be_checked() {
        CheckExamples.cleanAccount(ledger);
        assertThat(reconcile(ReconcileRequest.everything()).checks())
                .filteredOn(c -> c.name().equals("manifest_totals"))
                .containsExactly(new Reconciliations.CheckOutcome("manifest_totals", "error", "not_run", 0, "no manifest has been delivered"));
    }

    @Test
    void a_check_without_its_feed_is_not_run_and_says_why() {
        database.sql("delete from load where feed = 'prices'").update();
        CheckExamples.cleanAccount(ledger);

        assertThat(reconcile(ReconcileRequest.everything()).checks())
                .filteredOn(c -> c.name().equals("unit_price"))
                .containsExactly(new Reconciliations.CheckOutcome("unit_price", "error", "not_run", 0, "no prices feed has been loaded"));
    }

    @Test
    void the_same_finding_keeps_its_number_and_closes_by_itself_when_it_heals() {
        ledger.account("A", "UTC", "10.00").add("A", "T1", "2026-03-01T10:00:00Z", "5.00", "20.00");
        Reconciliations.Discrepancy first = reconcile(ReconcileRequest.everything()).discrepancies().get(0);
        Reconciliations.Discrepancy again = reconcile(ReconcileRequest.everything()).discrepancies().get(0);
        assertThat(again.id()).isEqualTo(first.id()).isNotNull();

        database.sql("update account set opening_balance_micros = 15000000").update();
        assertThat(reconcile(ReconcileRequest.everything()).discrepancies()).isEmpty();
        assertThat(database.sql("select state from discrepancy").query(String.class).single()).isEqualTo("resolved");

        database.sql("update account set opening_balance_micros = 10000000").update();
        assertThat(reconcile(ReconcileRequest.everything()).discrepancies().get(0).id()).isEqualTo(first.id());
        assertThat(database.sql("select action from discrepancy_history order by history_id").query(String.class).list())
                .containsExactly("opened", "resolved", "reopened");
    }

    @Test
    void a_dry_run_reports_and_keeps_nothing() {
        ledger.account("A", "UTC", "10.00").add("A", "T1", "2026-03-01T10:00:00Z", "5.00", "20.00");
        ReconcileRequest dry = new ReconcileRequest(List.of(), null, null, null, true, null, null);

        assertThat(reconcile(dry).discrepancies()).hasSize(1).allMatch(d -> d.id() == null);
        assertThat(database.sql("select count(*) from discrepancy").query(Long.class).single()).isZero();
    }

    @Test
    void an_account_an_event_and_a_period_limit_what_is_reported_but_not_the_chain() {
        ledger.account("A", "UTC", "10.00").account("B", "UTC", "10.00").event("E1", "A", "2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z");
        for (String account : List.of("A", "B")) {
            ledger.add(account, account + 1, "2026-03-01T10:00:00Z", "5.00", "15.00")
                    .entry(account, account + 2, "2026-03-01T11:00:00Z", account.equals("A") ? "E1" : null, "Coupon", EntryType.COUPON,
                            EntryStatus.SUCCESS, "1.00", "17.77")
                    .add(account, account + 3, "2026-03-05T10:00:00Z", "1.00", "22.22");
        }
        assertThat(transactions(new ReconcileRequest(List.of("A"), null, null, null, false, null, null))).containsExactly("A2", "A3");
        assertThat(transactions(new ReconcileRequest(List.of(), "E1", null, null, false, null, null))).containsExactly("A2");
        assertThat(transactions(new ReconcileRequest(List.of(), null, LocalDate.parse("2026-03-02"), null, false, null, null)))
                .containsExactly("A3", "B3");
        assertThatThrownBy(() -> reconcile(new ReconcileRequest(List.of("x';drop table account"), null, null, null, false, null, null)))
                .isInstanceOf(Failure.class).hasMessageContaining("There is no account");
    }

    @Test
    void a_period_is_made_of_each_account_s_own_days() {
        ledger.account("A", "America/New_York", "10.00").account("B", "Asia/Kathmandu", "10.00");
        for (String account : List.of("A", "B")) {
            // The first is of 30 September in New York and of 1 October in Kathmandu, the second the other way round of October and November.
            ledger.add(account, account + 1, "2026-10-01T01:00:00Z", "5.00", "15.55").add(account, account + 2, "2026-10-31T20:00:00Z", "5.00", "20.66");
        }
        ReconcileRequest october = new ReconcileRequest(List.of(), null, LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-31"), false, null, null);

        Reconciliations.Result result = reconcile(october);

        assertThat(result.discrepancies()).extracting(Reconciliations.Discrepancy::transaction).containsExactly("A2", "B1");
        assertThat(result.coverage().entries()).isEqualTo(2);
        assertThat(result.coverage().from()).isEqualTo("2026-10-01T01:00:00Z");
        assertThat(result.coverage().to()).isEqualTo("2026-10-31T20:00:00Z");
    }

    @Test
    void a_tolerance_replaces_the_source_s_own() {
        database.sql("update load set tolerance_micros = 100000 where feed = 'ledger'").update();
        ledger.account("A", "UTC", "10.00").add("A", "T1", "2026-03-01T10:00:00Z", "5.04", "15.00").add("A", "T2", "2026-03-02T10:00:00Z", "5.04", "20.00");

        assertThat(reconcile(ReconcileRequest.everything()).discrepancies()).isEmpty();
        assertThat(reconcile(new ReconcileRequest(List.of("A"), null, null, null, true, new BigDecimal("0.00"), null)).discrepancies())
                .extracting(Reconciliations.Discrepancy::cause).containsOnly("rounding").hasSize(2);
    }

    private List<String> transactions(ReconcileRequest request) {
        return reconcile(request).discrepancies().stream().map(Reconciliations.Discrepancy::transaction).toList();
    }

    private Reconciliations.Result reconcile(ReconcileRequest request) {
        Reconciliations reconciliations = application.bean(Reconciliations.class);
        long run = reconciliations.register(request);
        application.bean(Runs.class).start("reconcile", request.parameters(run));
        return reconciliations.result(run);
    }

    private static String line(Reconciliations.Discrepancy d) {
        return (d.check() + " " + d.transaction() + " " + d.expected().setScale(2) + " " + d.actual().setScale(2) + " " + d.cause()
                + (d.usage() == null ? "" : " " + d.usage()) + (d.payment() == null ? "" : " " + d.payment()));
    }
}
