package reckoner.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.statement.Verdict;

class VerdictsTest {

    @TempDir
    Path folder;

    Application application;
    Ledger ledger;
    int account;

    @BeforeEach
    void start() {
        application = new Application(folder);
        ledger = new Ledger(application.database); // loaded on 1 April
        account = ledger.account("A", "UTC", "0.00");
        ledger.add(account, "A-1", "2026-03-01T10:00:00Z", "50.00", "50.00");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void without_a_reconciliation_nothing_is_checked() {
        assertThat(verdict().outcome()).isEqualTo(Verdict.Outcome.NOT_CHECKED);
    }

    @Test
    void a_reconciliation_before_the_newest_load_is_no_verdict() {
        ledger.reconciled("2026-03-31T00:00:00Z");

        Verdict verdict = verdict();

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.NOT_CHECKED);
        assertThat(verdict.checksNotRun()).singleElement().satisfies(check -> assertThat(check.reason())
                .isEqualTo("entries were loaded after the last reconciliation"));
    }

    @Test
    void a_load_without_entries_of_the_account_leaves_its_verdict_alone() {
        ledger.reconciled("2026-04-02T00:00:00Z");
        new Ledger(application.database);
        application.database.sql("update load set finished_at = '2026-04-03Z' where load_id <> :load").param("load", ledger.load()).update();

        assertThat(verdict().outcome()).isEqualTo(Verdict.Outcome.AGREES);
    }

    @Test
    void checks_that_could_not_run_are_named() {
        ledger.reconciled("2026-04-02T00:00:00Z");

        Verdict verdict = verdict();

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.AGREES);
        assertThat(verdict.checksRun()).containsExactly("running_balance");
        assertThat(verdict.checksNotRun()).extracting(not -> not.check() + ": " + not.reason())
                .containsExactly("unit_price: no prices feed has been loaded");
    }

    @Test
    void open_and_accepted_findings_of_the_period_stand_on_the_statement() {
        long run = ledger.reconciled("2026-04-02T00:00:00Z");
        ledger.discrepancy(run, account, "unit_price", "A-1", "2026-03-01T10:00:00Z", "0.10", "open");
        ledger.discrepancy(run, account, "unit_price", "A-2", "2026-03-31T23:59:59Z", "0.20", "accepted");
        ledger.discrepancy(run, account, "unit_price", "A-3", "2026-03-02T00:00:00Z", "0.30", "resolved");
        ledger.discrepancy(run, account, "unit_price", "A-4", "2026-04-01T00:00:00Z", "0.40", "open");

        Verdict verdict = verdict();

        assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.DISCREPANCIES);
        assertThat(verdict.findings()).extracting(finding -> finding.transactionId() + " " + finding.explanation() + " " + finding.isOpenError())
                .containsExactly("A-1 An entry of 5.00 is missing. true", "A-2 An entry of 5.00 is missing. false");
        assertThat(verdict.findings()).extracting(finding -> finding.figures().isAccepted()).containsExactly(false, true);
        assertThat(verdict.findings()).allSatisfy(finding ->
                assertThat(finding.figures().actual().subtract(finding.figures().expected())).isEqualByComparingTo(finding.difference()));
    }

    @Test
    void a_run_counts_for_the_accounts_that_it_covered_as_a_whole() {
        ledger.reconciled("2026-04-02T00:00:00Z");
        for (String scope : new String[] {"accounts B, AA", "accounts A, event E", "accounts A, from 2026-03-01T00:00:00Z", "all accounts, to 2026-03-01T00:00:00Z"}) {
            application.database.sql("update reconcile_run set whole_ledger = false, scope = :scope").param("scope", scope).update();
            assertThat(draft().outcome()).as(scope).isEqualTo(Verdict.Outcome.NOT_CHECKED);
        }
        application.database.sql("update reconcile_run set scope = 'accounts B, A'").update();
        assertThat(draft().outcome()).isEqualTo(Verdict.Outcome.AGREES);
        application.database.sql("update reconcile_run set dry_run = true").update();
        assertThat(draft().outcome()).isEqualTo(Verdict.Outcome.NOT_CHECKED);
    }

    private Verdict verdict() {
        return application.issued("2026-03", "A").verdict();
    }

    private Verdict draft() {
        Account a = application.bean(AccountChain.class).account(account);
        var march = reckoner.statement.Period.month(java.time.YearMonth.of(2026, 3), a.zone());
        return application.bean(Verdicts.class).of(a, march, Application.NOW).verdict();
    }
}
