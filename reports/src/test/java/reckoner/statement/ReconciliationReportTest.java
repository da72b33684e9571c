package reckoner.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconciliationReportTest {

    private static final Instant FROM = Instant.parse("2026-03-01T10:00:00Z");
    private static final CheckResult BALANCE = new CheckResult("running_balance", "balances follow", "error", CheckResult.Outcome.DISCREPANCIES, 2, null);
    private static final CheckResult UNPAID = new CheckResult("payment_not_credited", "payments arrive", "error", CheckResult.Outcome.NOT_RUN, 0, "no payments feed");

    @Test
    void sums_by_cause_never_let_a_gain_hide_a_loss() {
        ReconciliationReport report = report(List.of(BALANCE), List.of(row("5.00", "2026-03-02T10:00:00Z"), row("-5.00", "2026-03-03T10:00:00Z")));
        assertThat(report.byCause()).containsExactly(new CauseSum("missing_entry", 2, new BigDecimal("10.00"), new BigDecimal("0.00"), new BigDecimal("100.0")));
        assertThat(report.amount()).isEqualByComparingTo("10.00");
    }

    @Test
    void rows_that_the_checks_did_not_count_are_refused() {
        assertThatThrownBy(() -> report(List.of(BALANCE), List.of(row("5.00", "2026-03-02T10:00:00Z"))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("found 2, but 1 are listed");
        assertThatThrownBy(() -> report(List.of(), List.of(row("5.00", "2026-03-02T10:00:00Z"))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("checks that it did not make");
    }

    @Test
    void a_check_that_could_not_run_says_why_and_is_no_pass() {
        assertThatThrownBy(() -> new CheckResult("a", "b", "error", CheckResult.Outcome.NOT_RUN, 0, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CheckResult("a", "b", "error", CheckResult.Outcome.AGREES, 1, null)).isInstanceOf(IllegalArgumentException.class);
        assertThat(UNPAID.words()).isEqualTo("NOT CHECKED");
        assertThat(report(List.of(UNPAID), List.of()).headline()).isEqualTo("Not checked: no check could be made");
        CheckResult agrees = new CheckResult("unit_price", "prices hold", "error", CheckResult.Outcome.AGREES, 0, null);
        assertThat(report(List.of(agrees, UNPAID), List.of()).headline()).isEqualTo("What was checked agrees; 1 of 2 checks could not be made");
        assertThat(report(List.of(agrees), List.of()).headline()).isEqualTo("Everything agrees");
    }

    @Test
    void a_difference_that_is_not_actual_less_expected_is_refused() {
        assertThatThrownBy(() -> new Discrepancy(1L, "c", "error", null, null, null, null, BigDecimal.ONE, BigDecimal.TEN, BigDecimal.ONE, "x", "y", "z", "open"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("10 less 1 is not 1");
    }

    @Test
    void time_is_counted_by_local_day_with_the_days_between() {
        ReconciliationReport report = new ReconciliationReport(1, FROM, "account A", ZoneId.of("America/New_York"), true,
                new Coverage(1, 4, BigDecimal.TEN, FROM, Instant.parse("2026-03-03T10:00:00Z")), List.of(BALANCE),
                List.of(row("5.00", "2026-03-02T04:59:59Z"), row("-5.00", null)));
        assertThat(report.overTime()).extracting(i -> i.label() + " " + i.count()).containsExactly("2026-03-01 1", "2026-03-02 0", "2026-03-03 0");
        assertThat(report.timeless()).isEqualTo(1);
    }

    @Test
    void a_long_ledger_is_counted_by_month_and_a_very_long_one_by_year() {
        assertThat(over("2026-01-15T00:00:00Z").get(0).label()).isEqualTo("2026-01");
        assertThat(over("2016-01-15T00:00:00Z")).hasSize(11).first().extracting(Interval::label).isEqualTo("2016");
    }

    private static List<Interval> over(String from) {
        return new ReconciliationReport(1, FROM, "all", ZoneId.of("UTC"), true,
                new Coverage(1, 4, BigDecimal.TEN, Instant.parse(from), Instant.parse("2026-03-31T10:00:00Z")), List.of(BALANCE),
                List.of(row("5.00", "2026-03-02T10:00:00Z"), row("1.00", "2026-03-31T23:00:00Z"))).overTime();
    }

    private static ReconciliationReport report(List<CheckResult> checks, List<Discrepancy> rows) {
        return new ReconciliationReport(1, FROM, "whole ledger", ZoneId.of("UTC"), true, new Coverage(1, 4, BigDecimal.TEN, FROM, FROM), checks, rows);
    }

    private static Discrepancy row(String difference, String at) {
        BigDecimal by = new BigDecimal(difference);
        return new Discrepancy(1L, "running_balance", "error", "A", null, "T", at == null ? null : Instant.parse(at), BigDecimal.TEN,
                BigDecimal.TEN.add(by), by, "missing_entry", "It moved.", "Ask.", "open");
    }
}
