package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.TestApplication;
import reckoner.database.TestLedger;

/** A site's own checks lie in a folder beside its settings; one that is broken stops nothing but itself. */
class SiteChecksTest {

    private static final String HEADER = """
            -- proves: no purchase is over 500.00
            -- severity: info
            -- tolerance: 0.00
            -- needs: ledger
            """;
    private static final String QUERY = "select account, transaction, 500.00 as expected, amount as actual from entry where type = 'Add' and amount > 500\n";
    private static TestApplication application;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        application = TestApplication.start();
        new TestLedger(application.database()).empty().feeds("ledger").account("A", "UTC", "0.00")
                .add("A", "T1", "2026-03-01T10:00:00Z", "600.00", "600.00");
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @Test
    void a_file_in_the_folder_is_a_check_like_any_other() throws IOException {
        Files.writeString(folder.resolve("large_purchase.sql"), HEADER + QUERY + ";  \n");
        List<Reconciliations.CheckOutcome> outcomes = run();
        assertThat(outcomes).contains(new Reconciliations.CheckOutcome("large_purchase", "info", "discrepancies", 1, null))
                .filteredOn(c -> c.name().equals("running_balance")).extracting(Reconciliations.CheckOutcome::outcome).containsExactly("agrees");
        assertThat(application.database().sql("select explanation from found_discrepancy where check_name = 'large_purchase'")
                .query(String.class).single()).isEqualTo("no purchase is over 500.00");
    }

    @Test
    void broken_ones_are_not_run_with_the_reason_and_every_other_check_runs() throws IOException {
        Files.writeString(folder.resolve("no_header.sql"), QUERY);
        Files.writeString(folder.resolve("no_such_table.sql"), HEADER + "select a, 0 as expected, 0 as actual from nothing");
        Files.writeString(folder.resolve("no_column.sql"), HEADER + "select account, amount as actual from entry");
        Files.writeString(folder.resolve("fails_later.sql"), HEADER + "select account, 1 / (amount - amount) as expected, 0 as actual from entry");
        Files.writeString(folder.resolve("odd_feed.sql"), HEADER.replace("needs: ledger", "needs: ledgers") + QUERY);
        Files.writeString(folder.resolve("unit_price.sql"), HEADER + QUERY);
        Files.writeString(folder.resolve("zz_last.sql"), HEADER + QUERY + "-- the end");

        List<Reconciliations.CheckOutcome> outcomes = run();
        assertThat(reason(outcomes, "no_header")).isEqualTo("it has no header line '-- proves: …'");
        assertThat(reason(outcomes, "no_such_table")).startsWith("ERROR: relation \"nothing\" does not exist");
        assertThat(reason(outcomes, "no_column")).isEqualTo("its query has no column expected");
        assertThat(reason(outcomes, "fails_later")).isEqualTo("ERROR: division by zero");
        assertThat(reason(outcomes, "odd_feed")).startsWith("it needs 'ledgers', which is not one of accounts, plans");
        assertThat(reason(outcomes, "own unit_price")).isEqualTo("there is a check unit_price already; give the file another name");
        assertThat(outcomes).contains(new Reconciliations.CheckOutcome("zz_last", "info", "discrepancies", 1, null));
    }

    private static String reason(List<Reconciliations.CheckOutcome> outcomes, String check) {
        return outcomes.stream().filter(c -> c.name().equals(check) && c.outcome().equals("not_run")).findFirst().orElseThrow().reason();
    }

    private List<Reconciliations.CheckOutcome> run() {
        CheckQuery query = application.bean(CheckQuery.class);
        PlatformTransactionManager transactions = application.bean(PlatformTransactionManager.class);
        CheckRunner runner = new CheckRunner(application.database(), new Checks(folder, query::tried), query,
                application.bean(Scoping.class), application.bean(ScopeTables.class), application.bean(Sweeps.class),
                application.bean(Matching.class), application.bean(KeptFindings.class), transactions);
        Reconciliations reconciliations = application.bean(Reconciliations.class);
        long run = reconciliations.register(ReconcileRequest.everything());
        new TransactionTemplate(transactions).executeWithoutResult(status -> runner.runAll(run, ReconcileRequest.everything()));
        return reconciliations.result(run).checks();
    }
}
