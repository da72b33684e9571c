package reckoner.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.ledger.Money;
import reckoner.statement.Change;
import reckoner.statement.LineKind;
import reckoner.statement.Statement;
import reckoner.statement.StatementLine;

/** What becomes of entries that come after the statement of their month was issued. */
class LateEntriesTest {

    private static final String NANO = "AI Modify (Nano Banana 2)";

    @TempDir
    Path folder;

    Application application;
    Ledger ledger;
    int account;

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void a_restatement_replaces_the_statement_and_those_that_follow_from_it() throws Exception {
        open();
        issueFebruaryToApril();
        late();

        assertThat(words(application.restate("2026-02", false))).containsExactly(
                "A restated S-000004 2026-02: S-000004 replaces S-000001, 2026-03: S-000005 replaces S-000002, 2026-04: S-000006 replaces S-000003");

        Statement february = application.statement("S-000004");
        assertThat(february.restates().reason()).isEqualTo("the late shift was booked");
        assertThat(february.restates().changes()).singleElement().satisfies(change -> {
            assertThat(change.kind()).isEqualTo(Change.Kind.ADDED);
            assertThat(change.transactionId()).isEqualTo("late");
            assertThat(change.difference()).isEqualByComparingTo("-1.00");
        });
        assertThat(february.previousNumber()).isNull();
        Statement march = application.statement("S-000005");
        assertThat(march.previousNumber()).isEqualTo("S-000004");
        assertThat(march.opening()).isEqualByComparingTo(february.closing());
        // After the late entry its source's balances are all one lower, as the ledger of a sound source would be.
        assertThat(march.restates().reason()).isEqualTo("the late shift was booked (follows from 2026-02)");
        assertThat(application.database.sql("select replaced_by from statement order by number").query(String.class).list())
                .containsExactly("S-000004", "S-000005", "S-000006", null, null, null);
        assertThat(application.bean(Verification.class).of(out("2026-02", "S-000001")).words()).endsWith("; replaced by S-000004");
        assertThat(Files.exists(out("2026-04", "S-000006"))).isTrue();
    }

    @Test
    void a_restatement_that_is_not_needed_is_not_made() {
        open();
        issueFebruaryToApril();

        assertThat(words(application.restate("2026-03", false))).containsExactly("A unchanged S-000002 the ledger says what the statement says");
        assertThat(words(application.restate("2025-12", false))).containsExactly("A unchanged null it has no statement of 2025-12");
        assertThat(application.database.sql("select last_number from statement_number").query(Long.class).single()).isEqualTo(3);
    }

    @Test
    void it_begins_with_the_month_that_changed() {
        open();
        issueFebruaryToApril();
        late();

        assertThat(application.restate("2026-03", false).get(0).reason())
                .startsWith("opening balance 99.00 is not the closing balance 100.00 of statement S-000001")
                .endsWith("Restate that one; this one follows.");
    }

    @Test
    void a_draft_shows_what_would_be_replaced_and_replaces_nothing() {
        open();
        issueFebruaryToApril();
        late();

        assertThat(words(application.restate("2026-02", true)))
                .containsExactly("A draft null 2026-02 would replace S-000001, 2026-03 would replace S-000002, 2026-04 would replace S-000003");
        assertThat(application.database.sql("select count(*) from statement where replaced_by is not null").query(Long.class).single()).isZero();
    }

    @Test
    void a_restatement_that_cannot_be_printed_leaves_what_was_issued_in_force() {
        open();
        issueFebruaryToApril();
        late();
        application.database.sql("update account set name = :name").param("name", Application.UNPRINTABLE).update();

        assertThat(words(application.restate("2026-02", false))).containsExactly("A failed null the paper is torn");
        assertThat(application.database.sql("select count(*) from statement where replaced_by is not null").query(Long.class).single()).isZero();
    }

    @Test
    void by_the_other_policy_the_next_statement_corrects_the_earlier_ones_once() {
        open("--reckoner.statements.late-entries=correct");
        application.issue("2026-02");
        application.issue("2026-03");
        late();

        assertThat(words(application.issue("2026-04"))).containsExactly("A issued S-000003 null");
        Statement april = application.statement("S-000003");
        assertThat(april.opening()).isEqualByComparingTo(application.statement("S-000002").closing());
        StatementLine correction = april.lines().get(0);
        assertThat(correction.kind()).isEqualTo(LineKind.CORRECTION);
        assertThat(correction.transactionId()).isEqualTo("late");
        assertThat(correction.movement()).isEqualByComparingTo("-1.00");
        assertThat(correction.note()).isEqualTo(NANO + " of 2026-02-20 11:00:00");
        assertThat(april.totals().corrections()).isEqualByComparingTo("-1.00");
        // The correction is part of what was issued: the ledger and the statements agree from here on.
        assertThat(april.closing()).isEqualByComparingTo("126.00");
        assertThat(application.database.sql("select count(*) from statement where replaced_by is not null").query(Long.class).single()).isZero();
    }

    @Test
    void corrections_go_on_from_corrections_and_take_back_what_went() {
        open("--reckoner.statements.late-entries=correct");
        application.issue("2026-02");
        late();
        application.issue("2026-03");
        assertThat(application.statement("S-000002").totals().corrections()).isEqualByComparingTo("-1.00");
        // Another one for February, after a correction was issued for the first.
        ledger.use(account, "later", "2026-02-21T10:00:00Z", NANO, "2.00", "97.00");
        shift("2026-02-22", "-2.00");

        application.issue("2026-04");

        assertThat(application.statement("S-000003").lines()).filteredOn(line -> line.kind() == LineKind.CORRECTION)
                .singleElement().satisfies(line -> {
                    assertThat(line.transactionId()).isEqualTo("later");
                    assertThat(line.movement()).isEqualByComparingTo("-2.00");
                });
    }

    @Test
    void what_is_open_holds_a_statement_back_where_the_settings_say_so() {
        open("--reckoner.statements.open-errors=hold");
        ledger.discrepancy(ledger.reconciled("2026-05-01T00:00:00Z"), account, "running_balance", "A-2", "2026-03-10T10:00:00Z", "-1.00", "open");

        assertThat(application.issue("2026-02").get(0).outcome()).isEqualTo("issued");
        assertThat(words(application.issue("2026-03"))).singleElement().asString()
                .startsWith("A held null open: D-").endsWith(" running_balance. Accept or resolve, then repeat the command");
        assertThat(application.issue("2026-04").get(0).reason())
                .isEqualTo("the statement before it is S-000001, which ends on 2026-02-28: issue the months between first. Nothing was issued.");
        application.database.sql("update discrepancy set state = 'accepted'").update();
        assertThat(application.issue("2026-03").get(0).outcome()).isEqualTo("issued");
    }

    /** An account in Zurich: 100.00 in February, 12.50 used in March, 2.50 refilled and 10.00 added in April. */
    private void open(String... settings) {
        application = new Application(folder, settings);
        ledger = new Ledger(application.database);
        account = ledger.account("A", "Europe/Zurich", "0.00");
        ledger.add(account, "A-1", "2026-02-10T10:00:00Z", "100.00", "100.00");
        ledger.use(account, "A-2", "2026-03-10T10:00:00Z", NANO, "12.50", "87.50");
        ledger.add(account, "A-3", "2026-04-11T10:00:00Z", "39.50", "127.00");
    }

    private void issueFebruaryToApril() {
        List.of("2026-02", "2026-03", "2026-04").forEach(application::issue);
    }

    /** An entry of February comes in May, and its source's later balances are as if it had always been there. */
    private void late() {
        ledger.use(account, "late", "2026-02-20T10:00:00Z", NANO, "1.00", "99.00");
        shift("2026-02-21", "-1.00");
    }

    private void shift(String from, String credits) {
        application.database.sql("alter table ledger_entry disable trigger user").update();
        application.database.sql("update ledger_entry set balance_micros = balance_micros + :micros where occurred_at >= cast(:from as timestamptz)")
                .param("micros", Money.micros(credits)).param("from", from).update();
        application.database.sql("alter table ledger_entry enable trigger user").update();
    }

    private Path out(String month, String number) {
        return application.home.out().resolve("statements/%s/A_%s_%s.pdf".formatted(month, month, number));
    }

    private static List<String> words(List<Outcomes.StatementOutcome> outcomes) {
        return outcomes.stream().map(one -> one.account() + " " + one.outcome() + " " + one.number() + " " + one.reason()).toList();
    }
}
