package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.TestApplication;
import reckoner.database.TestLedger;
import reckoner.ledger.EntryStatus;

/** Usage and payments find their entries: by reference first, then by figure and time, one to one or several to one. */
class MatchingTest {

    private static final Path SETTLEMENT = Path.of("../../shared/data/settlement/case_recon");
    private static final String DRAW = "AI Draw Me";
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
    void one_account() {
        database = application.database();
        ledger = new TestLedger(database).empty().account("A", "UTC", "0.00");
    }

    @Test
    void a_reference_wins_over_a_nearer_entry_of_the_same_amount() {
        ledger.add("A", "T1", "2026-03-01T10:00:00Z", "50.00", "50.00").add("A", "T2", "2026-03-01T10:05:00Z", "50.00", "100.00")
                .payment("P1", "A", "2026-03-01T10:00:00Z", "50.00", "T2").payment("P2", "A", "2026-03-01T10:05:00Z", "50.00", null);
        assertThat(matches()).containsExactly("P1 T2 reference", "P2 T1 amount_and_time");
    }

    @Test
    void an_entry_may_bear_the_payment_s_own_id() {
        ledger.add("A", "P1", "2026-03-01T10:00:00Z", "50.00", "50.00").payment("P1", "A", "2026-03-09T10:00:00Z", "50.00", "card 4711");
        assertThat(matches()).containsExactly("P1 P1 own_id");
    }

    @Test
    void without_reference_the_nearest_of_the_same_amount_is_taken_within_the_window_only() {
        ledger.add("A", "T1", "2026-03-01T10:00:00Z", "50.00", "50.00").add("A", "T2", "2026-03-02T10:00:00Z", "50.00", "100.00")
                .add("A", "T3", "2026-03-09T10:00:00Z", "60.00", "160.00")
                .payment("P1", "A", "2026-03-02T09:00:00Z", "50.00", null).payment("P2", "A", "2026-03-02T22:00:00Z", "50.00", null)
                .payment("P3", "A", "2026-03-05T09:59:00Z", "60.00", null);
        assertThat(matches()).containsExactly("P1 T2 amount_and_time", "P2 T1 amount_and_time");
    }

    @Test
    void a_purchase_credited_in_parts_and_payments_credited_together_are_found() {
        ledger.add("A", "T1", "2026-03-01T10:00:00Z", "60.00", "60.00").add("A", "T2", "2026-03-01T11:00:00Z", "40.00", "100.00")
                .payment("P1", "A", "2026-03-01T09:00:00Z", "100.00", null)
                .add("A", "T3", "2026-03-20T10:00:00Z", "75.00", "175.00")
                .payment("P2", "A", "2026-03-20T08:00:00Z", "25.00", null).payment("P3", "A", "2026-03-20T09:00:00Z", "50.00", null);
        assertThat(matches()).containsExactly("P1 T1 in_parts", "P1 T2 in_parts", "P2 T3 together", "P3 T3 together");
    }

    @Test
    void two_jobs_of_one_second_have_two_entries_of_their_own() {
        ledger.add("A", "T0", "2026-03-01T09:00:00Z", "50.00", "50.00");
        for (int i = 1; i <= 3; i++) {
            ledger.consume("A", "T" + i, "2026-03-01T10:00:00Z", DRAW, "0.25", "49.00").usage("U" + i, "A", "2026-03-01T10:00:00Z", DRAW, null);
        }
        ledger.usage("U4", "A", "2026-03-01T10:00:00Z", DRAW, null);
        assertThat(matches()).containsExactly("U1 T1 amount_and_time", "U2 T2 amount_and_time", "U3 T3 amount_and_time");
    }

    @Test
    void failed_jobs_coupons_and_refused_payments_are_never_matched_by_amount() {
        ledger.consume("A", "T1", "2026-03-01T10:00:00Z", DRAW, "0.25", "-0.25")
                .usage("U1", "A", "2026-03-01T10:00:00Z", DRAW, "1", EntryStatus.FAILED, null)
                .add("A", "T2", "2026-03-01T11:00:00Z", "50.00", "49.75")
                .payment("P1", "A", "2026-03-01T11:00:00Z", "50.00", "Failed", null);
        assertThat(matches()).isEmpty();
    }

    @Test
    void what_arrives_late_takes_its_place_and_the_guess_gives_way() {
        ledger.add("A", "T1", "2026-03-01T10:00:00Z", "50.00", "50.00").payment("P1", "A", "2026-03-02T10:00:00Z", "50.00", null);
        assertThat(matches()).containsExactly("P1 T1 amount_and_time");
        ledger.payment("P2", "A", "2026-03-03T10:00:00Z", "50.00", "T1");
        assertThat(matches()).containsExactly("P2 T1 reference");
        ledger.add("A", "T2", "2026-03-02T11:00:00Z", "50.00", "100.00");
        assertThat(matches()).containsExactly("P1 T2 amount_and_time", "P2 T1 reference");
        assertThat(matches()).containsExactly("P1 T2 amount_and_time", "P2 T1 reference");
    }

    @Test
    void the_settlement_set_gives_its_known_answers() throws IOException {
        assumeTrue(Files.isDirectory(SETTLEMENT), "skipped: " + SETTLEMENT + " is not here");
        new TransactionTemplate(application.bean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            application.bean(Matching.class).prepareScratch();
            // A bank prints days: from 11:59:30 on, 11:59:30 to either side is that day and no other.
            for (String[] row : rows("sample-data__performance__bank_statements.csv")) {
                open("record", row[0], LocalDateTime.parse(row[2] + "T11:59:30"), Long.parseLong(row[1]));
            }
            for (String[] row : rows("sample-data__performance__system_transactions.csv")) {
                open("entry", row[0], LocalDateTime.parse(row[3]), Long.parseLong(row[1]) * (row[2].equals("CREDIT") ? 1 : -1));
            }
            application.bean(Matching.class).matchOpenItems();
            assertThat(database.sql("select rule || ' ' || count(*) from feed_match group by rule").query(String.class).list())
                    .containsExactly("amount_and_time 9500");
            assertThat(database.sql("select side || ' ' || count(*) from open_item group by side order by side").query(String.class).list())
                    .containsExactly("entry 500", "record 500");
            assertThat(database.sql("select count(distinct record_id) = 9500 and count(distinct transaction_id) = 9500 from feed_match")
                    .query(Boolean.class).single()).isTrue();
            status.setRollbackOnly();
        });
    }

    private void open(String side, String id, LocalDateTime at, long amount) {
        database.sql("""
                        insert into open_item (feed, side, account_key, id, at, kind, event_key, figure, far)
                        values ('payments', :side, 1, :id, :at, 0, 0, :amount, interval '11:59:30')""")
                .param("side", side).param("id", id).param("at", at.atOffset(ZoneOffset.UTC)).param("amount", amount).update();
    }

    private static List<String[]> rows(String file) {
        try {
            return Files.readAllLines(SETTLEMENT.resolve(file)).stream().skip(1).map(line -> line.split(",")).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<String> matches() {
        new TransactionTemplate(application.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> application.bean(Matching.class).match(0));
        return database.sql("select record_id, transaction_id, rule from feed_match order by record_id, transaction_id")
                .query((row, n) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                .list();
    }
}
