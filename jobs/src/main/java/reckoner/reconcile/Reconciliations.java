package reckoner.reconcile;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Failure;

/** Registers requests for a reconciliation and answers what a run found. */
@Component
public class Reconciliations {

    private final JdbcClient database;
    private final Clock clock;

    Reconciliations(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a run looked at. */
    public record Coverage(long accounts, long entries, BigDecimal amount, @Nullable Instant from, @Nullable Instant to) {}

    /** What one check said. */
    public record CheckOutcome(String name, String severity, String outcome, long found, @Nullable String reason) {}

    /** One row that disagreed. The id is null in a dry run. */
    public record Discrepancy(
            @Nullable Long id,
            String check,
            String severity,
            @Nullable String account,
            @Nullable String event,
            @Nullable String transaction,
            @Nullable String usage,
            @Nullable String payment,
            @Nullable Instant occurredAt,
            BigDecimal expected,
            BigDecimal actual,
            BigDecimal difference,
            String cause,
            String explanation,
            String state) {}

    public record Result(long run, Instant asOf, Coverage coverage, List<CheckOutcome> checks, List<Discrepancy> discrepancies) {

        /** True where a finding of severity error is neither accepted nor resolved. */
        public boolean hasErrors() {
            return discrepancies.stream().anyMatch(d -> d.severity().equals("error") && !d.state().equals("accepted"));
        }
    }

    /**
     * A run that was, in short.
     *
     * @param errors findings of severity error
     * @param notRun checks that could not run
     */
    public record Past(long run, String scope, boolean wholeLedger, boolean dryRun, Instant startedAt, @Nullable Instant finishedAt, long accounts,
            long entries, long errors, long warnings, long notRun) {}

    /** The newest runs first; {@code wholeLedger} leaves out those of a part and trials. */
    public List<Past> newest(int limit, boolean wholeLedger) {
        return database.sql("""
                        select r.run_id as run, r.scope, r.whole_ledger, r.dry_run, r.started_at, r.finished_at, r.accounts, r.entries,
                          coalesce(sum(c.found) filter (where c.severity = 'error'), 0)    as errors,
                          coalesce(sum(c.found) filter (where c.severity <> 'error'), 0)   as warnings,
                          count(*) filter (where c.outcome = 'not_run')                    as not_run
                        from reconcile_run r
                        left join reconcile_check c using (run_id)
                        where not :whole or r.whole_ledger and not r.dry_run and r.finished_at is not null
                        group by r.run_id
                        order by r.run_id desc
                        limit :limit""")
                .param("limit", limit).param("whole", wholeLedger).query(Past.class).list();
    }

    /** Give the request a run of its own; names that do not exist are refused before anything starts. */
    public long register(ReconcileRequest request) {
        for (String account : request.accounts()) {
            require("account", account, "select exists (select 1 from account where account_id = :id)");
        }
        if (request.event() != null) {
            require("event", request.event(), "select exists (select 1 from event where event_id = :id)");
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return database.sql("""
                        insert into reconcile_run (as_of, scope, whole_ledger, dry_run, started_at)
                        values (:now, :scope, :whole, :dry, :now)
                        returning run_id""")
                .param("now", now)
                .param("scope", request.scope())
                .param("whole", request.coversWholeLedger())
                .param("dry", request.dryRun())
                .query(Long.class)
                .single();
    }

    /** The zone that a report shows times in: that of the one account, or of the event's account; UTC for several or all. */
    public ZoneId zone(List<String> accounts, @Nullable String event) {
        if (accounts.size() > 1 || accounts.isEmpty() && event == null) {
            return ZoneOffset.UTC;
        }
        return database.sql("""
                        select a.time_zone
                        from account a
                        where a.account_id = :account
                          or cast(:account as text) is null and a.account_key = (select account_key from event where event_id = :event)""")
                .param("account", accounts.isEmpty() ? null : accounts.get(0))
                .param("event", event)
                .query(String.class).optional().map(ZoneId::of).orElse(ZoneOffset.UTC);
    }

    /** What the run found, discrepancies by account and time. */
    public Result result(long run) {
        record Row(Instant asOf, long accounts, long entries, BigDecimal amount, @Nullable Instant from, @Nullable Instant to) {}
        Row row = database.sql("""
                        select as_of, accounts, entries, amount_micros * 0.000001 as amount, covers_from as "from", covers_to as "to"
                        from reconcile_run
                        where run_id = :run""")
                .param("run", run).query(Row.class).single();
        List<CheckOutcome> checks = database.sql("""
                        select check_name as name, severity, outcome, found, reason
                        from reconcile_check
                        where run_id = :run
                        order by check_name""")
                .param("run", run).query(CheckOutcome.class).list();
        List<Discrepancy> found = database.sql("""
                        select d.discrepancy_id as id, f.check_name as "check", f.severity, a.account_id as account,
                          f.event_id as event, f.transaction_id as transaction, f.usage_id as usage, f.payment_id as payment,
                          f.occurred_at, f.expected, f.actual, f.actual - f.expected as difference, f.cause, f.explanation,
                          coalesce(d.state, 'open') as state
                        from found_discrepancy f
                        left join account a using (account_key)
                        left join discrepancy d using (identity)
                        where f.run_id = :run
                        order by a.account_id, f.occurred_at, f.check_name, f.identity""")
                .param("run", run).query(Discrepancy.class).list();
        return new Result(run, row.asOf(), new Coverage(row.accounts(), row.entries(), row.amount(), row.from(), row.to()), checks, found);
    }

    private void require(String what, String id, String exists) {
        if (!database.sql(exists).param("id", id).query(Boolean.class).single()) {
            throw Failure.command("There is no %s '%s'. Nothing was changed. Type ./run.sh balance for the accounts there are."
                    .formatted(what, id));
        }
    }
}
