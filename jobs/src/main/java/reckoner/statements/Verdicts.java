package reckoner.statements;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.statement.CheckNotRun;
import reckoner.statement.Finding;
import reckoner.statement.Period;
import reckoner.statement.Verdict;

/** Says what reconciliation knows of an account's period; what it has not looked at is not checked. */
@Component
class Verdicts {

    /** These prove issued statements. They are no verdict on the ledger, and none on a statement that is being made. */
    private static final List<String> ABOUT_STATEMENTS = List.of("statement_continuity", "issued_statement_changed");
    private static final List<String> GAP_CHECKS = List.of("running_balance", "opening_balance");

    private final JdbcClient database;

    Verdicts(JdbcClient database) {
        this.database = database;
    }

    private record Run(long run, Instant asOf, @Nullable Instant newerLoad) {}

    private record Outcome(String name, String outcome, @Nullable String reason) {}

    private record Row(long id, String check, @Nullable String transaction, @Nullable String usage, @Nullable String payment, BigDecimal expected,
            BigDecimal actual, BigDecimal difference, String cause, String explanation, String state, String severity) {

        Finding finding() {
            boolean accepted = state.equals("accepted");
            return new Finding("D-" + id, check, transaction, difference, cause.replace('_', ' '), explanation,
                    severity.equals("error") && !accepted, new Finding.Figures(expected, actual, usage, payment, accepted));
        }
    }

    /** What stands against the period. */
    record Known(Verdict verdict, Map<String, String> gapExplanations) {}

    Known of(Account account, Period period, Instant now) {
        List<Row> rows = database.sql(Queries.FINDINGS.sql())
                .param("account", account.key())
                .param("aboutStatements", ABOUT_STATEMENTS)
                .param("from", period.from().atOffset(ZoneOffset.UTC))
                .param("to", period.to().atOffset(ZoneOffset.UTC))
                .query(Row.class)
                .list();
        Map<String, String> explanations = new HashMap<>();
        for (Row row : rows) {
            if (row.transaction() != null && GAP_CHECKS.contains(row.check())) {
                explanations.put(row.transaction(), row.explanation());
            }
        }
        return new Known(verdict(account, rows, now), explanations);
    }

    private Verdict verdict(Account account, List<Row> rows, Instant now) {
        Run run = database.sql(Queries.COVERING_RUN.sql())
                .param("id", account.id())
                .param("account", account.key())
                .query(Run.class)
                .optional()
                .orElse(null);
        if (run == null) {
            return Verdict.notChecked(now, "no reconciliation has looked at this account");
        }
        if (run.newerLoad() != null) {
            return Verdict.notChecked(now, "entries were loaded after the last reconciliation");
        }
        List<Outcome> outcomes = database.sql("""
                        select check_name as name, outcome, reason
                        from reconcile_check
                        where run_id = :run
                          and check_name not in (:aboutStatements)
                        order by check_name""")
                .param("run", run.run()).param("aboutStatements", ABOUT_STATEMENTS).query(Outcome.class).list();
        List<String> ran = outcomes.stream().filter(o -> !o.outcome().equals("not_run")).map(Outcome::name).toList();
        if (ran.isEmpty()) {
            return Verdict.notChecked(now, "no check could run");
        }
        List<CheckNotRun> not = outcomes.stream().filter(o -> o.outcome().equals("not_run"))
                .map(o -> new CheckNotRun(o.name(), o.reason() == null ? "not run" : o.reason())).toList();
        List<Finding> findings = rows.stream().map(Row::finding).toList();
        return new Verdict(findings.isEmpty() ? Verdict.Outcome.AGREES : Verdict.Outcome.DISCREPANCIES, run.asOf(), ran, not, findings);
    }
}
