package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.TestApplication;
import reckoner.demo.DemoSettings;
import reckoner.demo.DemoWorld;
import reckoner.load.Intake;
import reckoner.run.Runs;
import reckoner.seal.LedgerProof;
import reckoner.timeline.TimelineBuild;

/** In how many tables the ledger lies makes no difference to what is found in it, whatever was planted. */
class PartitionedLedgerTest {

    private static final int LINES = 120;

    @Test
    void a_ledger_in_many_partitions_shows_what_it_shows_in_one(@TempDir Path folder) throws IOException {
        DemoWorld.make(new DemoSettings(11, 3, 3, LocalDate.of(2026, 11, 1), true)).writeTo(folder);
        for (Path ledger : files(folder, "ledger")) {
            deliverInParts(ledger);
        }
        List<Path> feeds = files(folder, "");
        try (TestApplication one = TestApplication.start();
                TestApplication many = TestApplication.start(Map.of("reckoner.load.partition-rows", "200", "reckoner.load.bulk-from", "50"))) {
            for (TestApplication application : List.of(one, many)) {
                work(application, feeds);
            }
            String findings = """
                    select concat_ws('|', check_name, account_key, event_id, transaction_id, usage_id, payment_id, occurred_at, expected, actual, cause, state)
                    from discrepancy
                    order by identity""";
            assertThat(lines(many, findings)).isEqualTo(lines(one, findings)).hasSizeGreaterThan(10);
            String buckets = """
                    select concat_ws('|', b.account_key, grain, b.starts_at, event_id, s.name, type, status, activities, amount_micros)
                    from timeline_bucket b
                    join service s using (service_key)
                    left join event v on v.event_key = b.event_key
                    order by 1""";
            assertThat(lines(many, buckets)).isEqualTo(lines(one, buckets)).isNotEmpty();
            String tables = "select count(distinct tableoid)::text from ledger_entry";
            assertThat(lines(one, tables)).containsExactly("1");
            assertThat(Integer.parseInt(lines(many, tables).get(0))).isGreaterThan(2);
            String outcomes = "select check_name || ' ' || outcome || ' ' || found from reconcile_check where run_id = (select max(run_id) from reconcile_run) order by 1";
            assertThat(lines(many, outcomes)).isEqualTo(lines(one, outcomes)).contains("ledger_tampered agrees 0", "timeline_agrees agrees 0");
            assertThat(many.bean(LedgerProof.class).prove(null).holds()).isTrue();
        }
    }

    private static List<Path> files(Path folder, String beginning) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith(beginning) && file.toString().endsWith(".csv")).sorted().toList();
        }
    }

    private static void deliverInParts(Path ledger) throws IOException {
        List<String> lines = Files.readAllLines(ledger);
        for (int from = 1; from < lines.size(); from += LINES) {
            List<String> part = new ArrayList<>(lines.subList(0, 1));
            part.addAll(lines.subList(from, Math.min(lines.size(), from + LINES)));
            Files.write(ledger.resolveSibling(ledger.getFileName().toString().replace(".csv", "-%04d.csv".formatted(from))), part);
        }
        Files.delete(ledger);
    }

    /** Half of the files, a run, the others, a run of what is new, and one of everything. */
    private static void work(TestApplication application, List<Path> feeds) {
        Runs runs = application.bean(Runs.class);
        for (List<Path> part : List.of(feeds.subList(0, feeds.size() / 2), feeds.subList(feeds.size() / 2, feeds.size()))) {
            application.bean(Intake.class).load(part, null, 0, parameters -> runs.start("load", parameters));
            runs.start("timeline", TimelineBuild.request(false));
            reconcile(application, ReconcileRequest.everything());
        }
        reconcile(application, ReconcileRequest.everything().again());
    }

    private static void reconcile(TestApplication application, ReconcileRequest request) {
        application.bean(Runs.class).start("reconcile", request.parameters(application.bean(Reconciliations.class).register(request)));
    }

    private static List<String> lines(TestApplication application, String sql) {
        return application.database().sql(sql).query(String.class).list();
    }
}
