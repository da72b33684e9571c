package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.TestApplication;
import reckoner.database.TestLedger;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.Money;
import reckoner.run.Runs;

/** A run that walks only what is new says what a run over everything says. */
class IncrementalTest {

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
    void empty_ledger() {
        database = application.database();
        ledger = new TestLedger(database).empty().feeds("accounts", "ledger");
    }

    @Test
    void only_what_is_new_is_walked() {
        ledger.account("A", "UTC", "0.00").account("B", "UTC", "0.00");
        ledger.add("A", "A1", at(1), "5.00", "5.00").add("A", "A2", at(2), "5.00", "10.00").add("B", "B1", at(1), "5.00", "6.00");
        assertThat(walked(reconcile(false))).as("a first run: both, and B once more in chain order").isEqualTo(4);

        assertThat(walked(reconcile(false))).as("nothing came").isZero();
        ledger.feeds("ledger").add("A", "A3", at(3), "5.00", "15.00");
        assertThat(walked(reconcile(false))).as("one entry came").isEqualTo(1);
        Reconciliations.Result last = reconcile(false);
        assertThat(last.coverage().entries()).isEqualTo(4);
        assertThat(last.coverage().amount()).isEqualByComparingTo("20.00");
        assertThat(last.discrepancies()).extracting(Reconciliations.Discrepancy::transaction).containsExactly("B1");
        assertThat(database.sql("select action from discrepancy_history").query(String.class).list()).containsExactly("opened");
        assertThat(walked(reconcile(true))).isEqualTo(5);
    }

    @Test
    void a_late_entry_takes_the_account_back_to_before_it() {
        ledger.account("A", "UTC", "0.00").add("A", "A1", at(1), "5.00", "5.00").add("A", "A3", at(3), "5.00", "15.00");
        assertThat(reconcile(false).discrepancies()).extracting(Reconciliations.Discrepancy::transaction).containsExactly("A3");

        ledger.feeds("ledger").add("A", "A2", at(2), "5.00", "10.00");
        assertThat(reconcile(false).discrepancies()).isEmpty();
        assertThat(database.sql("select state from discrepancy").query(String.class).list()).containsExactly("resolved");
    }

    @Test
    void the_checks_look_at_what_is_new_only() {
        ledger.account("A", "UTC", "0.00").add("A", "A1", at(1), "5.00", "5.00").account("B", "UTC", "0.00");
        assertThat(checked(reconcile(false))).as("a first run: everything").isNull();
        assertThat(checked(reconcile(false))).isZero();

        ledger.feeds("ledger").add("A", "A2", at(2), "5.00", "10.00");
        assertThat(checked(reconcile(false))).isEqualTo(1);
        ledger.feeds("prices").price("AI Draw Me", "", "0.20", at(2), null);
        assertThat(checked(reconcile(false))).as("a service that had no price").isEqualTo(2);
        ledger.feeds("prices").price("AI Draw Me", "", "0.25", at(3), null);
        assertThat(checked(reconcile(false))).isZero();
        assertThat(checked(reconcile(true))).isNull();
    }

    @RepeatedTest(12)
    void any_deliveries_of_any_ledger_give_the_same_as_a_full_run(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Row> rows = new ArrayList<>();
        for (String account : List.of("A", "B", "C")) {
            ledger.account(account, "UTC", random.nextBoolean() ? "50.00" : null);
            rows.addAll(ledgerOf(account, random));
        }
        List<List<Row>> deliveries = deliveries(rows, random);
        for (List<Row> delivery : deliveries) {
            ledger.feeds("ledger");
            delivery.forEach(row -> row.book(ledger));
            if (random.nextInt(3) == 0 && !delivery.isEmpty()) {
                Row again = delivery.get(random.nextInt(delivery.size()));
                ledger.supersede(again.account, again.id, again.amount, Money.text(Money.micros(again.balance) + random.nextInt(2) * 40_000));
            }
            reconcile(false);
        }
        Reconciliations.Result incremental = reconcile(false);
        long acts = acts();
        Reconciliations.Result full = reconcile(true);

        String seed = "seed " + repetition.getCurrentRepetition();
        assertThat(incremental.discrepancies()).as(seed).isNotEmpty().isEqualTo(full.discrepancies());
        assertThat(incremental.coverage()).as(seed).isEqualTo(full.coverage());
        assertThat(acts()).as(seed + ": nothing healed or came back").isEqualTo(acts);
    }

    private record Row(String account, String id, int minute, EntryType type, EntryStatus status, String amount, String balance) {
        void book(TestLedger ledger) {
            ledger.entry(account, id, at(minute), null, "Anything", type, status, amount, balance);
        }
    }

    /** Sixty entries with ties, and now and then a missing, altered, failed or overdrawn one. */
    private static List<Row> ledgerOf(String account, Random random) {
        List<Row> rows = new ArrayList<>();
        long balance = Money.micros("50.00");
        int minute = 1;
        for (int i = 0; i < 60; i++) {
            long amount = (1 + random.nextInt(40)) * 50_000L;
            boolean adds = balance < 2_000_000 && random.nextInt(3) > 0;
            boolean fails = random.nextInt(15) == 0;
            balance += fails ? 0 : adds ? 40_000_000 : -amount;
            minute += random.nextInt(3);
            int fault = random.nextInt(25);
            if (fault != 0) {
                rows.add(new Row(account, account + i, minute, adds ? EntryType.ADD : EntryType.EXPIRY,
                        fails ? EntryStatus.FAILED : EntryStatus.SUCCESS, Money.text(adds ? 40_000_000 : amount),
                        Money.text(balance + (fault == 1 ? 330_000 : 0))));
            }
            balance -= fails && fault == 2 ? amount : 0;
        }
        return rows;
    }

    /** By time into a few files, some entries in a later one than they belong to. */
    private static List<List<Row>> deliveries(List<Row> rows, Random random) {
        int count = 2 + random.nextInt(4);
        List<List<Row>> deliveries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            deliveries.add(new ArrayList<>());
        }
        for (Row row : rows) {
            int due = Math.min(count - 1, row.minute * count / 75);
            boolean isLate = random.nextInt(40) == 0;
            deliveries.get(isLate ? due + random.nextInt(count - due) : due).add(row);
        }
        return deliveries;
    }

    private long acts() {
        return database.sql("select count(*) from discrepancy_history").query(Long.class).single();
    }

    private long walked(Reconciliations.Result result) {
        return database.sql("select walked from reconcile_run where run_id = :run").param("run", result.run()).query(Long.class).single();
    }

    private Long checked(Reconciliations.Result result) {
        return database.sql("select checked from reconcile_run where run_id = :run").param("run", result.run()).query(Long.class).optional().orElse(null);
    }

    private Reconciliations.Result reconcile(boolean full) {
        ReconcileRequest request = full ? ReconcileRequest.everything().again() : ReconcileRequest.everything();
        Reconciliations reconciliations = application.bean(Reconciliations.class);
        long run = reconciliations.register(request);
        application.bean(Runs.class).start("reconcile", request.parameters(run));
        return reconciliations.result(run);
    }

    private static String at(int minute) {
        return Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * minute).toString();
    }
}
