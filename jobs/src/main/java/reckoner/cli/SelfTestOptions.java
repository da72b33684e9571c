package reckoner.cli;

import java.io.IOException;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.Home;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;
import reckoner.run.Runs;
import reckoner.selftest.SelfTest;

/** Proof that the reconciliation finds what it should: corruption of every kind, planted into a ledger of its own. */
final class SelfTestOptions {

    @Option(names = "--self-test", description = "Plant every kind of corruption into a scratch ledger, find it, print a table, and end.")
    boolean asked;

    @Mixin
    final Numbers numbers = new Numbers();

    int run(Home near) throws IOException {
        return numbers.run(near);
    }

    /** How much of it; also for the bench. */
    static final class Numbers {

        @Option(names = "--count", paramLabel = "N", description = "how many of each kind at least (default: ${DEFAULT-VALUE}).")
        int count = 20;

        @Option(names = "--seed", paramLabel = "N", description = "the same seed plants the same (default: ${DEFAULT-VALUE}).")
        long seed = 1;

        @Option(names = "--clean", paramLabel = "N", description = "how many sound accounts beside them (default: ${DEFAULT-VALUE}).")
        int clean = 20;

        /** Exit code 0 where everything planted was found in its place with its cause, and nothing else was. */
        int run(Home near) throws IOException {
            if (count < 0 || clean < 0 || count + clean == 0) {
                throw Failure.command("--count " + count + " --clean " + clean + ": give numbers from 0, not both 0. Nothing was done.");
            }
            SelfTest.Outcome outcome = Scratch.with(near, application ->
                    new SelfTest(application.getBean(JdbcTemplate.class), request -> reconcile(application, request), seed).run(count, clean));
            Printer.line("seed " + seed);
            Printer.line(outcome.table());
            outcome.misses().forEach(Printer::line);
            return outcome.misses().isEmpty() ? 0 : 1;
        }

        private static Reconciliations.Result reconcile(ApplicationContext application, ReconcileRequest request) {
            Reconciliations reconciliations = application.getBean(Reconciliations.class);
            long run = reconciliations.register(request);
            application.getBean(Runs.class).start("reconcile", request.parameters(run));
            return reconciliations.result(run);
        }
    }
}
