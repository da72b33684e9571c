package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.TestApplication;
import reckoner.run.Runs;

/** Whatever comes in whatever order, after each delivery the checks of what is new find what the checks of everything find. */
class IncrementalChecksTest {

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.start();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @RepeatedTest(3)
    void any_deliveries_of_any_feeds_give_the_same_as_a_full_run(RepetitionInfo repetition) {
        RandomFeeds feeds = new RandomFeeds(application.database(), repetition.getCurrentRepetition());
        List<String> everFound = new ArrayList<>();
        for (int delivery = 1; delivery <= 7; delivery++) {
            List<String> came = feeds.deliver(delivery);
            reconcile(false);
            List<String> incremental = findings();
            List<String> states = states();
            everFound.addAll(incremental);
            if (delivery < 7 && (delivery + repetition.getCurrentRepetition()) % 3 != 0) {
                continue; // several in a row
            }
            reconcile(true);
            String what = "seed " + repetition.getCurrentRepetition() + ", delivery " + delivery + " of " + came;
            assertThat(incremental).as(what).isEqualTo(findings());
            assertThat(states).as(what + ": nothing healed or came back").isEqualTo(states());
        }
        Stream<String> checks = Stream.of("running_balance", "unit_price", "no_price", "usage_not_billed", "billed_not_used", "payment_not_credited",
                "credit_not_paid");
        assertThat(checks).as("checks that found something at all").allMatch(check -> everFound.stream().anyMatch(f -> f.startsWith(check + "|")));
        assertThat(healed()).as("findings that healed on the way").isPositive();
    }

    /** The newest run's, with every figure. */
    private static List<String> findings() {
        return application.database().sql("""
                        select concat_ws(' ', f.identity, a.account_id, f.event_id, f.transaction_id, f.usage_id, f.payment_id, f.occurred_at,
                          trim_scale(f.expected), trim_scale(f.actual), f.cause)
                        from found_discrepancy f
                        left join account a using (account_key)
                        order by 1""").query(String.class).list();
    }

    private static List<String> states() {
        return application.database().sql("select discrepancy_id || ' ' || identity || ' ' || state from discrepancy order by discrepancy_id")
                .query(String.class).list();
    }

    private static long healed() {
        return application.database().sql("select count(*) from discrepancy where state = 'resolved'").query(Long.class).single();
    }

    private static void reconcile(boolean full) {
        JdbcClient database = application.database();
        List<String> memory = List.of("feed_match", "feed_month", "unused_entry", "open_reference");
        if (full) {
            // what the run before made of the matching is not to help this one, nor this one the next
            memory.forEach(table -> database.sql("create table saved_" + table + " as table " + table).update());
            memory.forEach(table -> database.sql("truncate " + table).update());
        }
        ReconcileRequest request = full ? ReconcileRequest.everything().again() : ReconcileRequest.everything();
        Reconciliations reconciliations = application.bean(Reconciliations.class);
        long run = reconciliations.register(request);
        application.bean(Runs.class).start("reconcile", request.parameters(run));
        if (full) {
            memory.forEach(table -> assertThat(rows(table)).as(table).isEqualTo(rows("saved_" + table)));
            memory.forEach(table -> database.sql("drop table saved_" + table).update());
        }
    }

    private static List<String> rows(String table) {
        return application.database().sql("select t::text from " + table + " t order by 1").query(String.class).list();
    }
}
