package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.TestApplication;
import reckoner.database.TestLedger;
import reckoner.seal.ScratchSeal;

/** A sweep only saves work: the checks find the same among the entries in doubt as in the whole ledger. */
class SweepTest {

    private static final long RUN = 1_000_000;
    private static final String IN_ORDER = "order by case when entry_id % 20 = 3 then entry_id - 33 else entry_id end";
    private static final List<String> CHECKS = List.of("unit_price", "no_price", "non_ai_charge", "event_of_other_account", "outside_event_period",
            "unknown_event", "ledger_tampered");

    private static TestApplication application;
    private static JdbcClient database;

    @BeforeAll
    static void start() {
        application = TestApplication.start();
        database = application.database();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @RepeatedTest(3)
    void checks_find_the_same_among_entries_in_doubt_as_in_the_whole_ledger(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        RandomFeeds feeds = new RandomFeeds(database, seed);
        for (int delivery = 1; delivery <= 7; delivery++) {
            feeds.deliver(delivery);
        }
        sealInOrder();
        damage(seed);

        transaction(() -> {
            Map<String, List<String>> everything = found();
            Sweep sweep = sweep();
            assertThat(sweep.links().doubts().areAllKept()).isTrue();
            assertThat(sweep.links().doubts().kept()).hasSizeBetween(5, 20);
            assertThat(sweep.prices().kept()).hasSizeLessThan(rows("ledger_entry where type = 2 and status = 1"));
            lay(sweep);
            assertThat(found()).as("seed %d", seed).isEqualTo(everything);
            assertThat(everything).as("seed %d", seed).allSatisfy((check, found) ->
                    assertThat(found.isEmpty()).as(check).isEqualTo(check.equals("non_ai_charge")));
        });
    }

    @Test
    void entries_that_do_not_lie_in_the_order_of_their_numbers_are_all_in_doubt_of_their_seals() {
        new RandomFeeds(database, 9).deliver(1);
        sealInOrder();
        tamper("update ledger_entry set amount_micros = amount_micros where entry_id = (select min(entry_id) from ledger_entry)");
        transaction(() -> {
            Sweep sweep = sweep();
            assertThat(sweep.links().doubts().areAllKept()).isFalse();
            lay(sweep);
            assertThat(found().get("ledger_tampered")).isEmpty();
        });
    }

    @Test
    void of_a_sweep_that_began_before_a_load_was_booked_nothing_is_believed() {
        RandomFeeds feeds = new RandomFeeds(database, 2);
        feeds.deliver(1);
        sealInOrder();
        transaction(() -> {
            Sweep sweep = sweep();
            application.bean(Sweeps.class).keep(RUN, -1, application.bean(Sweeps.class).booked(), sweep);
            new TestLedger(database).feeds("prices");
            database.sql("update price set unit_price_micros = 770000").update();
            application.bean(Sweeps.class).lay(RUN, Scope.EVERYTHING);
            assertThat(found().get("unit_price")).hasSizeGreaterThan(3);
        });
    }

    private static Sweep sweep() {
        DataSource source = application.bean(DataSource.class);
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            ReconcileSettings settings = application.bean(ReconcileSettings.class);
            return new LedgerScan(connection).sweep(-1, new Sweep.Reference(
                    new Sources(database, ReconcileRequest.everything()), new PricesInForce(database),
                    new EventPeriods(database, settings.eventGrace()), new SealedNames(database)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }

    private static void lay(Sweep sweep) {
        Sweeps sweeps = application.bean(Sweeps.class);
        sweeps.keep(RUN, -1, sweeps.booked(), sweep);
        sweeps.lay(RUN, Scope.EVERYTHING);
    }

    /** What each check says now, with all its columns. */
    private static Map<String, List<String>> found() {
        Map<String, List<String>> found = new TreeMap<>();
        for (Check check : application.bean(Checks.class).all()) {
            if (CHECKS.contains(check.name())) {
                application.bean(CheckQuery.class).run(check, RUN, Checkpoints.Mark.NOTHING);
                found.put(check.name(), database.sql("select c::text from check_row c order by 1").query(String.class).list());
            }
        }
        return found;
    }

    private static int rows(String from) {
        return database.sql("select count(*) from " + from).query(Integer.class).single();
    }

    /** As loads would have left it: every seal follows, and entries lie in the order of their numbers, but for some that lie further ahead. */
    private static void sealInOrder() {
        tamper("update ledger_entry set seal = null");
        ScratchSeal.seal(application.bean(JdbcTemplate.class));
        tamper("create temporary table lain as table ledger_entry; truncate ledger_entry; "
                + "insert into ledger_entry select * from lain " + IN_ORDER + "; drop table lain");
    }

    /** Something of every kind, at places that the seed decides. */
    private static void damage(int seed) {
        String one = "(select entry_id from ledger_entry where type = 2 and status = 1 order by md5('%s' || entry_id) limit 1)";
        List<String> changes = List.of("amount_micros = amount_micros + 10000", "quantity_micros = 9000000000000000000", "occurred_at = occurred_at - interval '90 days'",
                "event_key = (select max(event_key) from event)", "seal = null", "line_no = line_no + 1", "service_key = 32767", "version = 9");
        StringBuilder sql = new StringBuilder("create temporary table lain as table ledger_entry");
        for (String change : changes) {
            sql.append("; update lain set ").append(change).append(" where entry_id = ").append(one.formatted(seed + change.substring(0, 5)));
        }
        sql.append("; delete from lain where entry_id = ").append(one.formatted(seed + "gone"));
        sql.append("; truncate ledger_entry; insert into ledger_entry select * from lain " + IN_ORDER + "; drop table lain");
        tamper(sql.toString());
    }

    private static void tamper(String sql) {
        database.sql("do $do$ begin set local session_replication_role = replica; " + sql + "; end $do$").update();
    }

    private static void transaction(Runnable work) {
        new TransactionTemplate(application.bean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            work.run();
            status.setRollbackOnly();
        });
    }
}
