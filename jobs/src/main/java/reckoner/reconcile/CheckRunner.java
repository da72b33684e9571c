package reckoner.reconcile;

import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs the check queries and keeps their rows and outcomes. A new check is a new file; this class does not change. */
@Component
class CheckRunner {

    private static final Logger LOG = LoggerFactory.getLogger(CheckRunner.class);
    private static final List<String> OPTIONAL = List.of("event", "transaction", "usage", "payment", "occurred_at", "cause", "explanation");

    private final JdbcClient database;
    private final Checks checks;
    private final CheckQuery query;
    private final Scoping scoping;
    private final ScopeTables tables;
    private final Sweeps sweeps;
    private final Matching matching;
    private final KeptFindings kept;
    private final TransactionTemplate apart;

    CheckRunner(JdbcClient database, Checks checks, CheckQuery query, Scoping scoping, ScopeTables tables, Sweeps sweeps, Matching matching,
            KeptFindings kept, PlatformTransactionManager transactions) {
        this.database = database;
        this.checks = checks;
        this.query = query;
        this.scoping = scoping;
        this.tables = tables;
        this.sweeps = sweeps;
        this.matching = matching;
        this.kept = kept;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Say what the run looks at, match the feeds, then run every check that can run. */
    void runAll(long run, ReconcileRequest request) {
        long start = System.nanoTime();
        sweeps.drop();
        Scope scope = scoping.open(run, request, checks.all().stream().filter(Check::spansEntries).map(Check::name).toList());
        long opened = System.nanoTime();
        matching.match(run, scope);
        LOG.debug("Run {} looks at {}: {} ms to find out, {} ms to match", run, scope, millis(start, opened), millis(opened, System.nanoTime()));
        sweeps.lay(run, scope);
        Map<String, String> known = kept.checks();
        for (Check check : checks.all()) {
            Optional<String> obstacle = obstacle(check);
            if (obstacle.isPresent()) {
                keepOutcome(run, check, "not_run", obstacle.get(), null);
                continue;
            }
            boolean isKnown = query.fingerprint(check).equals(known.get(check.name()));
            if (check.ownOfSite()) {
                runApart(run, check, request, scope, isKnown);
            } else {
                runOne(run, check, request, scope, isKnown);
            }
        }
        if (request.keepsCheckpoints()) {
            kept.keep(run, checks.all(), query::fingerprint);
            scoping.remember(scope, run);
        }
    }

    /** A check that is not the one that looked before looks at everything, past the tables of the scope. */
    private void runOne(long run, Check check, ReconcileRequest request, Scope scope, boolean isKnown) {
        long start = System.nanoTime();
        boolean isNew = scope.kind() == Scope.Kind.NEW;
        if (isNew && !isKnown && (check.isNarrowed() || check.isOnce())) {
            String path = tables.lookPast();
            collect(run, check, request, Checkpoints.Mark.NOTHING);
            tables.lookAt(path);
        } else {
            collect(run, check, request, isNew && isKnown ? scope.seen() : Checkpoints.Mark.NOTHING);
            if (isNew && isKnown) {
                kept.tellAgain(run, check);
            }
        }
        kept.tellArchived(run, check, request);
        keepOutcome(run, check, null, null, millis(start, System.nanoTime()));
    }

    private static long millis(long from, long to) {
        return (to - from) / 1_000_000;
    }

    /** A failure of the site's own check is undone and named; it stops no other. */
    private void runApart(long run, Check check, ReconcileRequest request, Scope scope, boolean isKnown) {
        try {
            apart.executeWithoutResult(status -> runOne(run, check, request, scope, isKnown));
        } catch (DataAccessException e) {
            keepOutcome(run, check, "not_run", CheckQuery.reason(e), null);
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

    private void collect(long run, Check check, ReconcileRequest request, Checkpoints.Mark seen) {
        Set<String> columns = query.run(check, run, seen);
        StringBuilder select = new StringBuilder();
        for (String column : OPTIONAL) {
            String absent = column.equals("occurred_at") ? "cast(null as timestamptz)" : "cast(null as text)";
            select.append(", ").append(columns.contains(column) ? "c." + column : absent).append(" as ").append(column);
        }
        database.sql("""
                        insert into found_discrepancy (run_id, identity, check_name, severity, account_key, event_id, transaction_id,
                          usage_id, payment_id, occurred_at, expected, actual, cause, explanation)
                        select distinct on (identity) :run, identity, :check, :severity, a.account_key, f.event, f.transaction, f.usage,
                          f.payment, f.occurred_at, f.expected, f.actual, coalesce(f.cause, :check), coalesce(f.explanation, :proves)
                        from (
                          select c.account, c.expected, c.actual%s
                          from check_row c
                        ) f
                        cross join lateral concat_ws('|', cast(:check as text), f.account,
                          coalesce(f.transaction, f.usage, f.payment, f.event, f.occurred_at::text)) identity
                        left join account a on a.account_id = f.account
                        where (:everyAccount or f.account in (:accounts))
                          and (cast(:event as text) is null or f.event = :event)
                          and (cast(:from as date) is null or f.occurred_at >= account_day_start(:from, a.account_key))
                          and (cast(:to as date) is null or f.occurred_at < account_day_start(cast(:to as date) + 1, a.account_key))
                        order by identity, f.occurred_at, f.expected, f.actual, f.usage, f.payment, f.cause, f.explanation
                        on conflict (run_id, identity) do nothing""".formatted(select))
                .param("run", run)
                .param("check", check.name())
                .param("severity", check.severity())
                .param("proves", check.proves())
                .param("everyAccount", request.accounts().isEmpty())
                .param("accounts", request.accounts().isEmpty() ? List.of("") : request.accounts())
                .param("event", request.event())
                .param("from", request.from(), Types.DATE)
                .param("to", request.to(), Types.DATE)
                .update();
    }

    private void keepOutcome(long run, Check check, @Nullable String outcome, @Nullable String reason, @Nullable Long millis) {
        database.sql("""
                        insert into reconcile_check (run_id, check_name, severity, outcome, found, reason, millis)
                        select :run, :check, :severity,
                          coalesce(:outcome, case when count(*) = 0 then 'agrees' else 'discrepancies' end), count(*), :reason, :millis
                        from found_discrepancy
                        where run_id = :run and check_name = :check""")
                .param("run", run)
                .param("check", check.name())
                .param("severity", check.severity())
                .param("outcome", outcome, Types.VARCHAR)
                .param("reason", reason, Types.VARCHAR)
                .param("millis", millis, Types.BIGINT)
                .update();
    }
}
