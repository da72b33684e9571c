package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    @RepeatedTest(3)
    void parts_tell_together_what_one_reading_tells(RepetitionInfo repetition) {
        int seed = repetition.getCurrentRepetition();
        RandomFeeds feeds = new RandomFeeds(database, seed);
        for (int delivery = 1; delivery <= 5; delivery++) {
            feeds.deliver(delivery);
        }
        sealInOrder();
        damage(seed);
        List<Long> numbers = database.sql("select entry_id from ledger_entry order by 1").query(Long.class).list();

        transaction(() -> {
            byte[] whole = SweepParts.written(sweep());
            assertThat(whole.length).isGreaterThan(1_000);
            // At every kind of place, behind damaged entries too.
            for (int parts : List.of(2, 3, 10, numbers.size() / 7)) {
                Sweep joined = new Sweep(reference(), -1);
                long from = 0;
                for (int part = 1; part <= parts; part++) {
                    long to = part == parts ? Long.MAX_VALUE : numbers.get(numbers.size() * part / parts);
                    long first = from;
                    append(joined, scan(scan -> first == 0 ? scan.first(-1, to, reference()) : scan.amid(first, to, reference())));
                    from = to + 1;
                }
                assertThat(SweepParts.written(joined)).as("seed %d, %d parts", seed, parts).isEqualTo(whole);
            }
        });
    }

    @Test
    void behind_many_seals_that_do_not_hold_all_of_a_part_is_in_doubt() {
        RandomFeeds feeds = new RandomFeeds(database, 4);
        for (int delivery = 1; delivery <= 5; delivery++) {
            feeds.deliver(delivery);
        }
        sealInOrder();
        long middle = database.sql("select percentile_disc(0.5) within group (order by entry_id) from ledger_entry").query(Long.class).single();
        tamper("update ledger_entry set seal = null where entry_id < " + middle);
        transaction(() -> assertThat(scan(scan -> scan.amid(middle, Long.MAX_VALUE, reference())).links().doubts().areAllKept()).isFalse());
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
        return scan(scan -> scan.sweep(-1, reference()));
    }

    private static Sweep.Reference reference() {
        return application.bean(SweepParts.class).reference(ReconcileRequest.everything());
    }

    private static void append(Sweep joined, Sweep part) {
        try {
            joined.append(new DataInputStream(new ByteArrayInputStream(SweepParts.written(part))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Scanning {
        Sweep by(LedgerScan scan) throws SQLException;
    }

    private static Sweep scan(Scanning scanning) {
        DataSource source = application.bean(DataSource.class);
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            return scanning.by(new LedgerScan(connection));
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
