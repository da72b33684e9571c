package reckoner.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.TestApplication;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;
import reckoner.run.Runs;

/** A ledger that is read in parts shows what it shows when it is read in one go. */
class LedgerInPartsTest {

    @Test
    void parts_find_what_one_reading_finds_and_go_on_from_there() {
        try (TestApplication parts = TestApplication.start(Map.of("reckoner.cluster.part-entries", "1000"));
                TestApplication whole = parts.another()) {
            BenchLedger ledger = new BenchLedger(parts.bean(JdbcTemplate.class), 6_000);
            damage(parts, "balance_micros = balance_micros + 10000 where entry_id in (500, 999, 1000, 1001, 2222)",
                    "amount_micros = amount_micros * 2 where entry_id = 3333",
                    "occurred_at = occurred_at - interval '1 hour' where entry_id = 4000",
                    "seal = null where entry_id between 4995 and 5003",
                    "account_key = account_key + 1 where entry_id = 5500");

            Reconciliations.Result inParts = reconcile(parts, true);
            assertThat(partsDone(parts)).isEqualTo(6);
            Reconciliations.Result inOneGo = reconcile(whole, true);
            assertThat(partsDone(parts)).as("of the second run none").isEqualTo(6);

            assertThat(inParts.discrepancies()).hasSizeGreaterThan(5).isEqualTo(inOneGo.discrepancies());
            assertThat(inParts.coverage()).isEqualTo(inOneGo.coverage());
            assertThat(inParts.checks()).isEqualTo(inOneGo.checks());

            ledger.grow(2_500);
            damage(parts, "balance_micros = balance_micros - 10000 where entry_id in (6999, 7000, 8499)");
            Reconciliations.Result fresh = reconcile(parts, false);
            assertThat(partsDone(parts)).as("three more, of what is new").isEqualTo(9);
            assertThat(fresh.discrepancies()).hasSizeGreaterThan(inParts.discrepancies().size()).isEqualTo(reconcile(whole, true).discrepancies());
            assertThat(parts.database().sql("select count(*) from sweep_part").query(Integer.class).single()).isZero();
        }
    }

    private static Reconciliations.Result reconcile(TestApplication application, boolean full) {
        ReconcileRequest request = full ? ReconcileRequest.everything().again() : ReconcileRequest.everything();
        Reconciliations reconciliations = application.bean(Reconciliations.class);
        long run = reconciliations.register(request);
        application.bean(Runs.class).start("reconcile", request.parameters(run));
        return reconciliations.result(run);
    }

    private static int partsDone(TestApplication application) {
        return application.database().sql("select count(*) from batch_step_execution where step_name like 'sweepEntries:%' and status = 'COMPLETED'")
                .query(Integer.class).single();
    }

    private static void damage(TestApplication application, String... changes) {
        for (String change : List.of(changes)) {
            application.database().sql("do $do$ begin set local session_replication_role = replica; update ledger_entry set " + change + "; end $do$").update();
        }
    }
}
