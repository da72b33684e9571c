package reckoner.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import reckoner.TestApplication;
import reckoner.reconcile.Reconciliations;
import reckoner.run.Runs;

class SelfTestTest {

    @Test
    void twenty_of_every_kind_are_found_placed_and_named_without_a_false_alarm() {
        long seed = Long.getLong("reckoner.seed", 548460);
        try (TestApplication application = TestApplication.start()) {
            Reconciliations reconciliations = application.bean(Reconciliations.class);
            SelfTest.Outcome outcome = new SelfTest(application.bean(JdbcTemplate.class), request -> {
                long run = reconciliations.register(request);
                application.bean(Runs.class).start("reconcile", request.parameters(run));
                return reconciliations.result(run);
            }, seed).run(20, 20);

            System.out.println("seed " + seed + "\n" + outcome.table());
            assertThat(outcome.misses()).as("seed %d", seed).isEmpty();
        }
    }
}
