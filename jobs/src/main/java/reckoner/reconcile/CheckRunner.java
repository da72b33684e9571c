package reckoner.reconcile;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the check queries and keeps their rows and outcomes. A new check is a new file; this class does not change. */
@Component
class CheckRunner {

    private static final List<String> OPTIONAL = List.of("event", "transaction", "usage", "payment", "occurred_at", "cause", "explanation");

    private final JdbcClient database;
    private final Checks checks;
    private final CheckQuery query;
    private final Matching matching;
    private final TransactionTemplate apart;

    CheckRunner(JdbcClient database, Checks checks, CheckQuery query, Matching matching, PlatformTransactionManager transactions) {
        this.database = database;
        this.checks = checks;
        this.query = query;
        this.matching = matching;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Match the feeds, then run every check that can run. */
    void runAll(long run, ReconcileRequest request) {
        matching.match(run);
        for (Check check : checks.all()) {
            Optional<String> obstacle = obstacle(check);
            if (obstacle.isPresent()) {
                keepOutcome(run, check, "not_run", 0, obstacle.get());
            } else if (check.ownOfSite()) {
                runApart(run, check, request);
            } else {
                keepFound(run, check, collect(run, check, request));
            }
        }
    }

    /** A failure of the site's own check is undone and named; it stops no other. */
    private void runApart(long run, Check check, ReconcileRequest request) {
        try {
            apart.executeWithoutResult(status -> keepFound(run, check, collect(run, check, request)));
        } catch (DataAccessException e) {
            keepOutcome(run, check, "not_run", 0, CheckQuery.reason(e));
        }
    }

    private Optional<String> obstacle(Check check) {
        if (check.defect() != null) {
            return Optional.of(check.defect());
        }
        return check.needs().stream().filter(this::isMissing).findFirst().map(need -> switch (need) {
            case "statements" -> "no statement has been issued";
            case "timeline" -> "no timeline has been built";
            case "manifests" -> "no manifest has been delivered";
            default -> "no " + need + " feed has been loaded";
        });
    }

    private boolean isMissing(String need) {
        String exists = switch (need) {
            case "statements" -> "select exists (select 1 from statement)";
            case "timeline" -> "select exists (select 1 from timeline_load)";
            case "manifests" -> "select exists (select 1 from load_manifest join load using (load_id) where state = 'loaded')";
            default -> "select exists (select 1 from load where feed = :feed and state = 'loaded')";
        };
        return !database.sql(exists).param("feed", need).query(Boolean.class).single();
    }

    private int collect(long run, Check check, ReconcileRequest request) {
        Set<String> columns = query.columns(check, run);
        StringBuilder select = new StringBuilder();
        for (String column : OPTIONAL) {
            String absent = column.equals("occurred_at") ? "cast(null as timestamptz)" : "cast(null as text)";
            select.append(", ").append(columns.contains(column) ? "c." + column : absent).append(" as ").append(column);
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
                          from (
                            %s
                          ) c
                        ) f
                        left join account a on a.account_id = f.account
                        where (:everyAccount or f.account in (:accounts))
                          and (cast(:event as text) is null or f.event = :event)
                          and (cast(:from as timestamptz) is null or f.occurred_at >= :from)
                          and (cast(:to as timestamptz) is null or f.occurred_at < :to)
                        on conflict (run_id, identity) do nothing""".formatted(select, check.sql()))
                .params(query.parameters(run))
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

    private void keepFound(long run, Check check, int found) {
        keepOutcome(run, check, found == 0 ? "agrees" : "discrepancies", found, null);
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
