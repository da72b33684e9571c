package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Failure;
import reckoner.TestApplication;
import reckoner.database.TestLedger;
import reckoner.reconcile.Reconciliations.Discrepancy;
import reckoner.run.Runs;

/** The life of a finding, from the run that opens it to the run that closes it. */
class FindingsTest {

    private static final Instant FAR = Instant.parse("2999-01-01T00:00:00Z");

    private static TestApplication application;
    private JdbcClient database;
    private TestLedger ledger;
    private Discrepancies discrepancies;

    @BeforeAll
    static void start() {
        application = TestApplication.start();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    @BeforeEach
    void a_ledger_without_anything() {
        database = application.database();
        discrepancies = application.bean(Discrepancies.class);
        ledger = new TestLedger(database).empty().feeds("accounts", "plans", "events", "prices", "ledger", "usage", "payments");
    }

    @Test
    void a_gap_closes_by_itself_when_the_missing_entry_arrives() {
        ledger.account("A", "UTC", "10.00").add("A", "T1", "2026-03-01T10:00:00Z", "5.00", "15.00")
                .add("A", "T3", "2026-03-01T12:00:00Z", "5.00", "27.77");
        Discrepancy gap = only(reconcile());
        assertThat(gap.check() + " " + gap.transaction() + " " + gap.difference().setScale(2)).isEqualTo("running_balance T3 7.77");

        ledger.add("A", "T2", "2026-03-01T11:00:00Z", "7.77", "22.77");
        assertThat(reconcile()).isEmpty();
        assertThat(discrepancies.standing(gap.id()).state()).isEqualTo("resolved");
        assertThat(steps(gap)).containsExactly("opened by reconcile: null", "resolved by reconcile: healed: no longer found");
    }

    /** As the server does when it crashes; statements print these numbers. */
    @Test
    void numbers_of_findings_go_on_where_they_were_when_the_sequence_jumps() {
        Discrepancy first = gapOf("7.77");
        database.sql("select setval('discrepancy_discrepancy_id_seq', 5000)").query(Long.class).single();
        ledger.add("A", "T4", "2026-03-01T13:00:00Z", "5.00", "40.00");

        assertThat(reconcile()).extracting(Discrepancy::id).containsExactlyInAnyOrder(first.id(), first.id() + 1);
    }

    @Test
    void a_gap_keeps_its_number_when_it_becomes_another_amount() {
        Discrepancy gap = gapOf("7.77");
        ledger.add("A", "T2", "2026-03-01T11:00:00Z", "2.00", "17.00");

        Discrepancy again = only(reconcile());
        assertThat(again.id()).isEqualTo(gap.id());
        assertThat(again.difference()).isEqualByComparingTo("5.77");
        assertThat(steps(gap)).contains("changed by reconcile: expected 22.00, actual 27.77; before 20.00 and 27.77");
    }

    @Test
    void what_is_accepted_without_an_amount_is_accepted_exactly_as_it_is() {
        Discrepancy gap = gapOf("7.77");
        assertThat(accept(gap, "anna", null, null)).isTrue();
        assertThat(only(reconcile()).state()).isEqualTo("accepted");

        ledger.add("A", "T2", "2026-03-01T11:00:00Z", "0.01", "15.01");
        assertThat(only(reconcile()).state()).isEqualTo("open");
        assertThat(steps(gap)).endsWith("reopened by reconcile: its figures changed");
    }

    @Test
    void a_difference_that_changes_within_the_accepted_amount_stays_accepted_and_beyond_it_reopens() {
        Discrepancy gap = gapOf("7.77");
        accept(gap, "anna", null, "10.00");
        ledger.entry("A", "T2", "2026-03-01T11:00:00Z", null, "Expiry", reckoner.ledger.EntryType.EXPIRY,
                reckoner.ledger.EntryStatus.SUCCESS, "1.00", "14.00");
        Discrepancy within = only(reconcile());
        assertThat(within.state() + " " + within.difference().setScale(2)).isEqualTo("accepted 8.77");

        ledger.entry("A", "T2b", "2026-03-01T11:30:00Z", null, "Expiry", reckoner.ledger.EntryType.EXPIRY,
                reckoner.ledger.EntryStatus.SUCCESS, "1.24", "12.76");
        assertThat(only(reconcile()).state()).isEqualTo("open");
        assertThat(steps(gap)).endsWith("reopened by reconcile: 10.01 is more than was accepted");
        assertThat(discrepancies.standing(gap.id()).upTo()).isNull();
    }

    @Test
    void an_acceptance_of_a_gain_does_not_cover_a_loss() {
        Discrepancy gap = gapOf("7.77");
        accept(gap, "anna", null, "10.00");
        ledger.add("A", "T2", "2026-03-01T11:00:00Z", "8.00", "23.00");

        assertThat(only(reconcile()).state()).isEqualTo("open");
        assertThat(steps(gap)).endsWith("reopened by reconcile: it goes the other way now");
    }

    @Test
    void an_acceptance_ends_with_its_date_at_the_next_run_of_whatever_scope() {
        ledger.account("B", "UTC", "1.00");
        Discrepancy gap = gapOf("7.77");
        accept(gap, "anna", FAR, null);
        reconcile();
        assertThat(discrepancies.standing(gap.id()).state()).isEqualTo("accepted");

        database.sql("update discrepancy set accepted_until = :over").param("over", Instant.EPOCH.atOffset(ZoneOffset.UTC)).update();
        reconcile(new ReconcileRequest(List.of("B"), null, null, null, false, null, null));
        assertThat(discrepancies.standing(gap.id()).state()).isEqualTo("open");
        assertThat(steps(gap)).endsWith("reopened by reconcile: its acceptance is over");
    }

    @Test
    void above_the_limit_a_second_person_must_confirm() {
        Discrepancy gap = gapOf("150.00");
        assertThat(accept(gap, "anna", null, null)).isFalse();
        assertThat(discrepancies.standing(gap.id()).state()).isEqualTo("proposed");
        assertThatThrownBy(() -> discrepancies.confirm(gap.id(), " Anna", "sure"))
                .isInstanceOf(Failure.class).hasMessageContaining("above 100.00 it takes a second person");
        assertThatThrownBy(() -> accept(gap, "ben", null, null)).isInstanceOf(Failure.class).hasMessageContaining("is proposed and cannot be accepted");
        assertThat(reconcile(ReconcileRequest.everything()).hasErrors()).isTrue();

        discrepancies.confirm(gap.id(), "ben", null);
        assertThat(only(reconcile()).state()).isEqualTo("accepted");
        assertThat(steps(gap)).containsExactly("opened by reconcile: null", "proposed by anna: settled: the vendor credits it",
                "accepted by ben: confirms anna");
    }

    @Test
    void what_may_grow_above_the_limit_needs_the_second_person_too() {
        Discrepancy gap = gapOf("7.77");
        assertThat(accept(gap, "anna", null, "100.01")).isFalse();
        discrepancies.reopen(gap.id(), "ben", "too much");
        assertThat(accept(gap, "anna", null, "100.00")).isTrue();
    }

    @Test
    void a_proposal_whose_figures_change_is_open_again() {
        Discrepancy gap = gapOf("150.00");
        accept(gap, "anna", null, null);
        ledger.add("A", "T2", "2026-03-01T11:00:00Z", "1.00", "16.00");
        assertThat(only(reconcile()).state()).isEqualTo("open");
    }

    @Test
    void acts_that_make_no_sense_are_refused_and_change_nothing() {
        Discrepancy gap = gapOf("7.77");
        assertThatThrownBy(() -> accept(gap, "anna", null, "7.76")).isInstanceOf(Failure.class).hasMessageContaining("is 7.77, which is more than 7.76");
        assertThatThrownBy(() -> accept(gap, "anna", Instant.EPOCH, null)).isInstanceOf(Failure.class).hasMessageContaining("which is over");
        assertThatThrownBy(() -> accept(gap, " ", null, null)).isInstanceOf(Failure.class).hasMessageContaining("name is empty");
        assertThatThrownBy(() -> discrepancies.confirm(gap.id(), "ben", null)).isInstanceOf(Failure.class).hasMessageContaining("cannot be confirmed");
        assertThatThrownBy(() -> discrepancies.resolve(gap.id(), "ben", " ")).isInstanceOf(Failure.class).hasMessageContaining("A note is needed");
        assertThatThrownBy(() -> discrepancies.reopen(gap.id(), "ben", null)).isInstanceOf(Failure.class).hasMessageContaining("is open");
        assertThatThrownBy(() -> discrepancies.assign(gap.id() + 99, "ben", "ben", null)).isInstanceOf(Failure.class).hasMessageContaining("There is no discrepancy");
        assertThat(steps(gap)).hasSize(1);
        assertThat(discrepancies.standing(gap.id()).state()).isEqualTo("open");
    }

    @Test
    void who_has_a_finding_is_kept_and_can_be_listed() {
        Discrepancy gap = gapOf("7.77");
        discrepancies.assign(gap.id(), "maria", "anna", "yours");
        assertThat(discrepancies.list(new Discrepancies.Filter(null, null, null, "maria"))).extracting(Discrepancy::id).containsExactly(gap.id());
        assertThat(discrepancies.list(new Discrepancies.Filter("open", null, null, null))).isEmpty();
        assertThat(only(reconcile()).state()).isEqualTo("assigned");
        assertThat(steps(gap)).endsWith("assigned by anna: to maria: yours");
    }

    @Test
    void what_a_person_resolved_comes_back_if_it_is_still_there() {
        Discrepancy gap = gapOf("7.77");
        discrepancies.resolve(gap.id(), "anna", "done");
        assertThat(only(reconcile()).state()).isEqualTo("open");
        assertThat(steps(gap)).endsWith("resolved by anna: done", "reopened by reconcile: found again");
    }

    @Test
    void a_run_over_one_account_closes_nothing_of_another() {
        ledger.account("B", "UTC", "1.00");
        Discrepancy gap = gapOf("7.77");
        ledger.add("A", "T2", "2026-03-01T11:00:00Z", "7.77", "22.77");
        reconcile(new ReconcileRequest(List.of("B"), null, null, null, false, null, null));
        assertThat(discrepancies.standing(gap.id()).state()).isEqualTo("open");
    }

    @Test
    void a_run_that_had_nothing_new_to_look_at_closes_nothing() {
        Discrepancy gap = gapOf("7.77");
        ledger.account("B", "UTC", "1.00").add("B", "S1", "2026-03-05T10:00:00Z", "1.00", "2.00");
        assertThat(only(reconcile()).id()).isEqualTo(gap.id());
        assertThat(steps(gap)).hasSize(1);
    }

    @Test
    void a_run_with_a_tolerance_of_its_own_closes_nothing() {
        Discrepancy gap = gapOf("7.77");
        assertThat(reconcile(new ReconcileRequest(List.of(), null, null, null, false, new BigDecimal("10.00"), null)).discrepancies()).isEmpty();
        assertThat(discrepancies.standing(gap.id()).state()).isEqualTo("open");
    }

    /** Account A with one gap of this amount before T3. */
    private Discrepancy gapOf(String amount) {
        ledger.account("A", "UTC", "10.00").add("A", "T1", "2026-03-01T10:00:00Z", "5.00", "15.00")
                .add("A", "T3", "2026-03-01T12:00:00Z", "5.00", new BigDecimal(amount).add(new BigDecimal("20.00")).toPlainString());
        return only(reconcile());
    }

    private boolean accept(Discrepancy finding, String by, Instant until, String upTo) {
        return discrepancies.accept(finding.id(), new Acceptance(Acceptance.Reason.SETTLED, "the vendor credits it", until,
                upTo == null ? null : new BigDecimal(upTo)), by);
    }

    private List<String> steps(Discrepancy finding) {
        return discrepancies.history(finding.id()).stream().map(s -> s.action() + " by " + s.actor() + ": " + s.note()).toList();
    }

    private static Discrepancy only(List<Discrepancy> found) {
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private List<Discrepancy> reconcile() {
        return reconcile(ReconcileRequest.everything()).discrepancies();
    }

    private static Reconciliations.Result reconcile(ReconcileRequest request) {
        Reconciliations reconciliations = application.bean(Reconciliations.class);
        long run = reconciliations.register(request);
        application.bean(Runs.class).start("reconcile", request.parameters(run));
        return reconciliations.result(run);
    }
}
