package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.TestApplication;
import reckoner.database.TestLedger;
import reckoner.run.Runs;
import reckoner.statement.CheckResult;
import reckoner.statement.ReconciliationReport;

/** What a run found, as a report and as files. */
class ReconciliationReportsTest {

    private static TestApplication application;

    @TempDir
    Path folder;

    private ReconciliationReports reports;
    private Reconciliations reconciliations;

    @BeforeAll
    static void start() {
        application = TestApplication.start();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @BeforeEach
    void a_ledger_with_a_gap_and_without_prices() {
        reports = application.bean(ReconciliationReports.class);
        reconciliations = application.bean(Reconciliations.class);
        new TestLedger(application.database()).empty().feeds("accounts", "ledger")
                .account("A", "America/New_York", "10.00")
                .account("B", "UTC", "0.00")
                .event("E1", "A", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z")
                .add("A", "T1", "2026-03-01T10:00:00Z", "5.00", "15.00")
                .add("A", "T2", "2026-03-01T12:00:00Z", "5.00", "27.77");
    }

    @Test
    void a_report_has_every_check_and_every_row_with_its_next_step() {
        ReconciliationReport report = reports.report(reconcile(), ZoneId.of("America/New_York"));
        assertThat(report.scope()).isEqualTo("whole ledger");
        assertThat(report.checks()).extracting(CheckResult::name).contains("running_balance", "unit_price");
        assertThat(report.checks()).filteredOn(c -> c.name().equals("unit_price")).extracting(CheckResult::words).containsExactly("NOT CHECKED");
        assertThat(report.checks()).allMatch(c -> !c.proves().isEmpty());
        assertThat(report.discrepancies()).hasSize(1).first().satisfies(d -> {
            assertThat(d.difference().toPlainString()).isEqualTo("7.77");
            assertThat(d.nextStep()).isEqualTo("Ask the vendor for the entry, or load the late file; the finding closes by itself.");
        });
        assertThat(report.headline()).startsWith("1 discrepancy found; ");
    }

    @Test
    void the_files_of_a_run_have_the_same_bytes_each_time() throws Exception {
        Reconciliations.Result result = reconcile();
        List<Path> first = reports.write(reports.report(result, ZoneOffset.UTC), folder.resolve("one"));
        Thread.sleep(2_100);
        List<Path> second = reports.write(reports.report(result, ZoneOffset.UTC), folder.resolve("two"));
        assertThat(first).extracting(p -> p.getFileName().toString())
                .containsExactly("reconciliation-" + result.run() + ".pdf", "reconciliation-" + result.run() + ".xlsx");
        for (int i = 0; i < first.size(); i++) {
            assertThat(Files.readAllBytes(second.get(i))).isEqualTo(Files.readAllBytes(first.get(i)));
        }
        try (var left = Files.list(folder.resolve("one"))) {
            assertThat(left).hasSize(2);
        }
    }

    @Test
    void days_are_those_of_the_one_account_or_of_the_event_s_account_else_of_utc() {
        assertThat(reconciliations.zone(List.of("A"), null)).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(reconciliations.zone(List.of(), "E1")).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(reconciliations.zone(List.of("A", "B"), null)).isEqualTo(ZoneOffset.UTC);
        assertThat(reconciliations.zone(List.of(), null)).isEqualTo(ZoneOffset.UTC);
        assertThat(reconciliations.zone(List.of("nobody"), null)).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void every_check_has_a_next_step_of_its_own_or_the_general_one() {
        for (Check check : application.bean(Checks.class).all()) {
            var finding = new Reconciliations.Discrepancy(1L, check.name(), "error", "A", null, "T", null, null, null,
                    java.math.BigDecimal.ZERO, java.math.BigDecimal.ONE, java.math.BigDecimal.ONE, "a cause that is new", "", "open");
            assertThat(NextStep.of(finding)).endsWith(".").hasSizeGreaterThan(20);
        }
    }

    private Reconciliations.Result reconcile() {
        long run = reconciliations.register(ReconcileRequest.everything());
        application.bean(Runs.class).start("reconcile", ReconcileRequest.everything().parameters(run));
        return reconciliations.result(run);
    }
}
