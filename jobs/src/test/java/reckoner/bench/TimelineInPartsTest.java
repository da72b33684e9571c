package reckoner.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.TestApplication;
import reckoner.cluster.WorkerProcesses;
import reckoner.run.Runs;
import reckoner.timeline.TimelineBuild;

/** Whoever builds the accounts of a timeline, and whatever becomes of him, the buckets are the same. */
class TimelineInPartsTest {

    private static final Map<String, String> SETTINGS = Map.of("reckoner.cluster.part-entries", "1000", "reckoner.cluster.threads", "1", "reckoner.cluster.lease", "5s");

    @TempDir
    Path folder;

    @Test
    void workers_of_which_one_dies_and_one_is_suspended_build_what_one_process_builds_in_one_go() throws Exception {
        try (TestApplication run = TestApplication.start(SETTINGS);
                TestApplication whole = run.another();
                WorkerProcesses workers = new WorkerProcesses(folder, run.address())) {
            Process dying = workers.start("dying", 0);
            Process suspended = workers.start("suspended", 0);
            BenchLedger ledger = new BenchLedger(run.bean(JdbcTemplate.class), 4_000);
            run.database().sql("update account set time_zone = (array['UTC', 'America/New_York', 'Asia/Kathmandu'])[1 + account_key % 3]").update();
            workers.joined();
            slowDown(run);

            CompletableFuture<Void> built = CompletableFuture.runAsync(() -> build(run, false));
            workers.killAtWork(dying);
            workers.suspendAtWork(suspended);
            built.get(2, TimeUnit.MINUTES);

            assertThat(partsDone(run)).isEqualTo(10);
            List<String> inParts = buckets(run);
            build(whole, true);
            assertThat(inParts).isEqualTo(buckets(run)).hasSizeGreaterThan(60);
            workers.wake(suspended);
            assertThat(buckets(run)).isEqualTo(inParts);

            ledger.grow(100);
            build(run, false);
            assertThat(partsDone(run)).as("what is little is built in one go").isEqualTo(10);
            assertThat(run.bean(TimelineBuild.class).isBehind()).isFalse();
            assertThat(rows(run, "built_bucket")).isEqualTo(rows(run, "timeline_bucket"));
            assertThat(rows(run, "timeline_plan")).isZero();
        }
    }

    private static void slowDown(TestApplication application) {
        application.database().sql("create function take_time() returns trigger language plpgsql as 'begin perform pg_sleep(0.5); return null; end'").update();
        application.database().sql("create trigger take_time before insert on built_bucket for each statement execute function take_time()").update();
    }

    private static void build(TestApplication application, boolean full) {
        application.bean(Runs.class).start("timeline", TimelineBuild.request(full));
    }

    private static int partsDone(TestApplication application) {
        return application.database().sql("select count(*) from batch_step_execution where step_name like 'buildAccounts:%' and status = 'COMPLETED'")
                .query(Integer.class).single();
    }

    private static long rows(TestApplication application, String table) {
        return application.database().sql("select count(*) from " + table).query(Long.class).single();
    }

    private static List<String> buckets(TestApplication application) {
        return application.database().sql("select row(b.*)::text from timeline_bucket b order by 1").query(String.class).list();
    }
}
