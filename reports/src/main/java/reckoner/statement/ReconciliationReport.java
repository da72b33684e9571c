package reckoner.statement;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * State what one reconciliation looked at, what each check said and every row that disagreed; refuse to exist unless the rows are
 * those that the checks counted. "Could not check" never reads as "agrees".
 *
 * @param scope what was asked for, in words
 * @param zone of all times in it
 * @param kept false: a dry run, nothing was kept
 */
public record ReconciliationReport(
        long run,
        Instant asOf,
        String scope,
        ZoneId zone,
        boolean kept,
        Coverage coverage,
        List<CheckResult> checks,
        List<Discrepancy> discrepancies) {

    public ReconciliationReport {
        checks = List.copyOf(checks);
        discrepancies = List.copyOf(discrepancies);
        Map<String, Long> rows = new HashMap<>();
        discrepancies.forEach(d -> rows.merge(d.check(), 1L, Long::sum));
        for (CheckResult check : checks) {
            Long listed = rows.remove(check.name());
            if (check.found() != (listed == null ? 0 : listed)) {
                throw new IllegalArgumentException("report of reconciliation " + run + ": check " + check.name() + " found " + check.found()
                        + ", but " + (listed == null ? 0 : listed) + " are listed. A later run has replaced its rows: make the report of that one.");
            }
        }
        if (!rows.isEmpty()) {
            throw new IllegalArgumentException("report of reconciliation " + run + " lists discrepancies of checks that it did not make: " + rows.keySet());
        }
    }

    /** Count the checks that ended so. */
    public long checks(CheckResult.Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).count();
    }

    /** Count the discrepancies of a severity, accepted ones included. */
    public long ofSeverity(String severity) {
        return discrepancies.stream().filter(d -> d.severity().equals(severity)).count();
    }

    /** Count the discrepancies that people have accepted. */
    public long accepted() {
        return discrepancies.stream().filter(d -> d.state().equals("accepted")).count();
    }

    /** Sum the differences as magnitudes, credits. */
    public BigDecimal amount() {
        return discrepancies.stream().map(d -> d.difference().abs()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Return the sums by likely cause, the largest first. */
    public List<CauseSum> byCause() {
        return CauseSum.of(discrepancies);
    }

    /** Return the counts over time; discrepancies without a time are in none. */
    public List<Interval> overTime() {
        return Interval.of(coverage, discrepancies, zone);
    }

    /** Count the discrepancies without a time. */
    public long timeless() {
        return discrepancies.stream().filter(d -> d.at() == null).count();
    }

    /** Say the outcome in one sentence that needs no colour. */
    public String headline() {
        long notRun = checks(CheckResult.Outcome.NOT_RUN);
        if (notRun == checks.size()) {
            return "Not checked: no check could be made";
        }
        if (discrepancies.isEmpty()) {
            return notRun == 0 ? "Everything agrees" : "What was checked agrees; " + notRun + " of " + checks.size() + " checks could not be made";
        }
        String found = discrepancies.size() == 1 ? "1 discrepancy found" : discrepancies.size() + " discrepancies found";
        return notRun == 0 ? found : found + "; " + notRun + " of " + checks.size() + " checks could not be made";
    }
}
