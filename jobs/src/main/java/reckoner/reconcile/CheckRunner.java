package reckoner.reconcile;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs the check queries and keeps their rows and outcomes. A new check is a new file; this class does not change. */
@Component
class CheckRunner {

    private static final List<String> OPTIONAL = List.of("event", "transaction", "usage", "payment", "occurred_at", "cause", "explanation");

    private final JdbcClient database;
    private final Checks checks;

    CheckRunner(JdbcClient database, Checks checks) {
        this.database = database;
        this.checks = checks;
    }

    void runAll(long run, ReconcileRequest request) {
        for (Check check : checks.all()) {
            Optional<String> missing = missingFeed(check);
            if (missing.isPresent()) {
                keepOutcome(run, check, "not_run", 0, "no " + missing.get() + " feed has been loaded");
            } else {
                int found = collect(run, check, request);
                keepOutcome(run, check, found == 0 ? "agrees" : "discrepancies", found, null);
            }
        }
    }

    private Optional<String> missingFeed(Check check) {
        return check.needs().stream()
                .filter(feed -> database.sql("select not exists (select 1 from load where feed = :feed and state = 'loaded')")
                        .param("feed", feed).query(Boolean.class).single())
                .findFirst();
    }

    private int collect(long run, Check check, ReconcileRequest request) {
        Set<String> columns = columnsOf(check, run);
        StringBuilder select = new StringBuilder();
        for (String column : OPTIONAL) {
            select.append(columns.contains(column) ? ", c." + column : ", null").append(" as ").append(column);
        }
        return database.sql("""
                        insert into found_discrepancy (run_id, identity, check_name, severity, account_key, event_id, transaction_id,
                          usage_id, payment_id, occurred_at, expected, actual, cause, explanation)
                        select :run,
                          concat_ws('|', cast(:check as text), f.account, coalesce(f.transaction, f.usage, f.payment, f.event, f.occurred_at::text)),
                          :check, :severity, a.account_key, f.event, f.transaction, f.usage, f.payment, f.occurred_at,
                          f.expected, f.actual, coalesce(f.cause, :check), coalesce(f.explanation, :proves)
                        from (
                          select c.account, c.expected, c.actual%s
                          from (%s) c
                        ) f
                        left join account a on a.account_id = f.account
                        where (:everyAccount or f.account in (:accounts))
                          and (cast(:event as text) is null or f.event = :event)
                          and (cast(:from as timestamptz) is null or f.occurred_at >= :from)
                          and (cast(:to as timestamptz) is null or f.occurred_at < :to)
                        on conflict (run_id, identity) do nothing""".formatted(select, check.sql()))
                .param("run", run)
                .param("check", check.name())
                .param("severity", check.severity())
                .param("proves", check.proves())
                .param("everyAccount", request.accounts().isEmpty())
                .param("accounts", request.accounts().isEmpty() ? List.of("") : request.accounts())
                .param("event", request.event())
                .param("from", request.from() == null ? null : request.from().atOffset(ZoneOffset.UTC))
                .param("to", request.to() == null ? null : request.to().atOffset(ZoneOffset.UTC))
                .update();
    }

    private Set<String> columnsOf(Check check, long run) {
        return database.sql("select * from (" + check.sql() + ") c limit 0")
                .param("run", run)
                .query(result -> {
                    return names(result.getMetaData());
                });
    }

    private static Set<String> names(ResultSetMetaData columns) throws SQLException {
        Set<String> names = new HashSet<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            names.add(columns.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private void keepOutcome(long run, Check check, String outcome, int found, @Nullable String reason) {
        database.sql("""
                        insert into reconcile_check (run_id, check_name, severity, outcome, found, reason)
                        values (:run, :check, :severity, :outcome, :found, :reason)""")
                .param("run", run)
                .param("check", check.name())
                .param("severity", check.severity())
                .param("outcome", outcome)
                .param("found", found)
                .param("reason", reason)
                .update();
    }
}
