package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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

    private static final String MODIFY = "AI Modify (Nano Banana 2)";
    /** What breaks a clean ledger, and what exactly must be reported for it. */
    private static final Map<String, Example> EXAMPLES = examples();

    private record Example(Consumer<TestLedger> ledger, String finding) {}

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
        cleanAccount(ledger);
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
        for (Map.Entry<String, Example> example : EXAMPLES.entrySet()) {
            ledger.empty().feeds("accounts", "plans", "events", "prices", "ledger", "usage", "payments");
            example.getValue().ledger().accept(ledger);
            assertThat(reconcile(ReconcileRequest.everything()).discrepancies().stream().map(ReconcileTest::line))
                    .as(example.getKey())
                    .containsExactly(example.getKey().replaceFirst(":.*", "") + " " + example.getValue().finding());
        }
    }

    @Test
    void a_check_without_its_feed_is_not_run_and_says_why() {
        database.sql("delete from load where feed = 'prices'").update();
        cleanAccount(ledger);

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
        assertThat(transactions(new ReconcileRequest(List.of(), null, Instant.parse("2026-03-02T00:00:00Z"), null, false, null, null)))
                .containsExactly("A3", "B3");
        assertThatThrownBy(() -> reconcile(new ReconcileRequest(List.of("x';drop table account"), null, null, null, false, null, null)))
                .isInstanceOf(Failure.class).hasMessageContaining("There is no account");
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

    private static TestLedger cleanAccount(TestLedger ledger) {
        return ledger.account("A", "America/New_York", "1.00")
                .plan("A", "Basic", "2026-01-01T00:00:00Z")
                .event("E1", "A", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")
                .price(MODIFY, "", "0.20", "2026-01-01T00:00:00Z", "2026-03-05T00:00:00Z")
                .price(MODIFY, "Basic", "0.15", "2026-01-01T00:00:00Z", "2026-03-05T00:00:00Z")
                .price(MODIFY, "", "0.28", "2026-03-05T00:00:00Z", null)
                .price(MODIFY, "Basic", "0.23", "2026-03-05T00:00:00Z", null)
                .add("A", "T1", "2026-03-01T10:00:00Z", "100.00", "101.00")
                .entry("A", "T2", "2026-03-01T11:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.SUCCESS, "0.15", "100.85")
                .entry("A", "T3", "2026-03-01T11:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.FAILED, "0.00", "100.85")
                .entry("A", "T4", "2026-03-05T00:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.SUCCESS, "0.23", "100.62");
    }

    private static Map<String, Example> examples() {
        Map<String, Example> all = new LinkedHashMap<>();
        all.put("running_balance:missing entry with its usage record", new Example(l -> cleanAccount(l)
                .usage("U9", "A", "2026-03-06T08:00:00Z", MODIFY, "T9")
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.16"), "T5 100.39 100.16 missing_entry U9"));
        all.put("running_balance:missing purchase with its payment", new Example(l -> cleanAccount(l)
                .payment("P9", "A", "2026-03-06T08:00:00Z", "75.00", "T9")
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "175.39"), "T5 100.39 175.39 missing_entry P9"));
        all.put("running_balance:renewal", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "50.39"), "T5 100.39 50.39 renewal_from_credits"));
        all.put("running_balance:coupon", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "149.39"), "T5 100.39 149.39 coupon_without_entry"));
        all.put("running_balance:lapse", new Example(l -> cleanAccount(l)
                .add("A", "T5", "2026-03-06T09:00:00Z", "60.00", "60.00"), "T5 160.62 60.00 lapse_without_entry"));
        all.put("running_balance:changed balance", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "103.39")
                .consume("A", "T6", "2026-03-06T10:00:00Z", MODIFY, "0.23", "100.16"), "T5 100.39 103.39 changed_balance"));
        all.put("running_balance:an entry that belongs elsewhere", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "77.00")
                .consume("A", "T6", "2026-03-06T10:00:00Z", MODIFY, "0.23", "100.39"), "T5 100.39 77.00 foreign_entry"));
        all.put("running_balance:two entries that changed places", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "160.39")
                .add("A", "T6", "2026-03-06T10:00:00Z", "60.00", "160.62")
                .consume("A", "T7", "2026-03-06T11:00:00Z", MODIFY, "0.23", "160.16"), "T5 100.39 160.39 swapped"));
        all.put("running_balance:changed amount", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.32", "100.39"), "T5 100.30 100.39 changed_amount"));
        all.put("running_balance:wrong sign", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.85"), "T5 100.39 100.85 wrong_sign"));
        all.put("running_balance:success that cost nothing", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.62"), "T5 100.39 100.62 success_not_charged"));
        all.put("running_balance:unknown movement", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "93.39"), "T5 100.39 93.39 missing_entry"));
        all.put("opening_balance", new Example(l -> l.account("A", "UTC", "10.00")
                .add("A", "T1", "2026-03-01T10:00:00Z", "5.00", "20.00"), "T1 15.00 20.00 opening_differs"));
        all.put("failed_but_charged", new Example(l -> cleanAccount(l)
                .entry("A", "T5", "2026-03-06T09:00:00Z", "E1", MODIFY, EntryType.CONSUME, EntryStatus.FAILED, "0.23", "100.39"),
                "T5 100.62 100.39 failed_but_charged"));
        all.put("negative_balance", new Example(l -> l.account("A", "UTC", "10.00")
                .entry("A", "T1", "2026-03-01T10:00:00Z", null, "Expiry", EntryType.EXPIRY, EntryStatus.SUCCESS, "12.00", "-2.00")
                .entry("A", "T2", "2026-03-01T11:00:00Z", null, "Expiry", EntryType.EXPIRY, EntryStatus.SUCCESS, "1.00", "-3.00")
                .add("A", "T3", "2026-03-01T12:00:00Z", "5.00", "2.00"), "T1 0.00 -2.00 overdrawn"));
        all.put("duplicate_transaction:under another id", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39")
                .consume("A", "T6", "2026-03-06T09:00:00Z", MODIFY, "0.23", "100.39")
                .consume("A", "T7", "2026-03-06T10:00:00Z", MODIFY, "0.23", "100.16"), "T6 100.16 100.39 duplicate"));
        all.put("unit_price:old price", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-05T00:03:00Z", MODIFY, "0.15", "100.47"), "T5 0.23 0.15 old_price"));
        all.put("unit_price:price of another plan", new Example(l -> cleanAccount(l)
                .price(MODIFY, "Pro", "0.19", "2026-03-05T00:00:00Z", null)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.19", "100.43"), "T5 0.23 0.19 other_plan_price"));
        all.put("unit_price:any other", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", MODIFY, "0.40", "100.22"), "T5 0.23 0.40 wrong_price"));
        all.put("no_price:unknown service", new Example(l -> cleanAccount(l)
                .consume("A", "T5", "2026-03-06T09:00:00Z", "AI Modify (Flux Next)", "0.20", "100.42"), "T5 0.00 0.20 unknown_service"));
        all.put("no_price:not at that time", new Example(l -> l.account("A", "UTC", "10.00")
                .price(MODIFY, "", "0.20", "2026-04-01T00:00:00Z", null)
                .consume("A", "T1", "2026-03-31T23:59:59.999999Z", MODIFY, "0.20", "9.80"), "T1 0.00 0.20 no_price_at_time"));
        all.put("unknown_event", new Example(l -> cleanAccount(l)
                .entry("A", "T5", "2026-03-06T09:00:00Z", "E9", MODIFY, EntryType.CONSUME, EntryStatus.SUCCESS, "0.23", "100.39"),
                "T5 0.00 0.23 unknown_event"));
        all.put("event_of_other_account", new Example(l -> cleanAccount(l).account("B", "UTC", "10.00")
                .entry("B", "S1", "2026-03-06T09:00:00Z", "E1", "Expiry", EntryType.EXPIRY, EntryStatus.SUCCESS, "1.00", "9.00"),
                "S1 0.00 1.00 event_of_other_account"));
        all.put("price_overlap", new Example(l -> l.price(MODIFY, "", "0.20", "2026-01-01T00:00:00Z", null)
                .price(MODIFY, "", "0.30", "2026-02-01T00:00:00Z", null), MODIFY + " 0.20 0.30 overlapping_prices"));
        all.put("conflicting_transaction", new Example(l -> cleanAccount(l).supersede("A", "T4", "0.23", "100.62"),
                "T4 0.23 0.23 conflicting_content"));
        all.put("unknown_account", new Example(l -> l.unknownAccount("Z").add("Z", "T1", "2026-03-01T10:00:00Z", "5.00", "5.00"),
                "null 0.00 5.00 unknown_account"));
        return all;
    }
}
