package reckoner.reconcile;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares what a run found with what was known: new findings open, known ones are seen again, those that a person had
 * resolved and that are back reopen, and those whose row agrees now close by themselves.
 */
@Component
class Findings {

    private final JdbcClient database;
    private final Clock clock;

    Findings(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void merge(long run, ReconcileRequest request) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        database.sql("""
                        with back as (
                          update discrepancy d
                          set state = 'open', closed_at = null
                          from found_discrepancy f
                          where f.run_id = :run
                            and f.identity = d.identity
                            and (d.state = 'resolved'
                              or d.state = 'accepted' and (d.expected <> f.expected or d.actual <> f.actual))
                          returning d.discrepancy_id
                        )
                        insert into discrepancy_history (discrepancy_id, at, actor, action, note)
                        select discrepancy_id, :now, 'reconcile', 'reopened', 'found again'
                        from back""")
                .param("run", run).param("now", now).update();
        database.sql("""
                        with known as (
                          insert into discrepancy (identity, check_name, severity, account_key, event_id, transaction_id, usage_id,
                            payment_id, occurred_at, expected, actual, cause, explanation, state, first_run, last_run, opened_at)
                          select identity, check_name, severity, account_key, event_id, transaction_id, usage_id,
                            payment_id, occurred_at, expected, actual, cause, explanation, 'open', run_id, run_id, :now
                          from found_discrepancy
                          where run_id = :run
                          order by check_name, identity
                          on conflict (identity) do update
                          set severity = excluded.severity, event_id = excluded.event_id, usage_id = excluded.usage_id,
                            payment_id = excluded.payment_id, occurred_at = excluded.occurred_at, expected = excluded.expected,
                            actual = excluded.actual, cause = excluded.cause, explanation = excluded.explanation,
                            last_run = excluded.last_run
                          returning discrepancy_id, first_run
                        )
                        insert into discrepancy_history (discrepancy_id, at, actor, action)
                        select discrepancy_id, :now, 'reconcile', 'opened'
                        from known
                        where first_run = :run""")
                .param("run", run).param("now", now).update();
        database.sql("""
                        with healed as (
                          update discrepancy d
                          set state = 'resolved', closed_at = :now
                          from reconcile_check c
                          where c.run_id = :run
                            and c.check_name = d.check_name
                            and c.outcome <> 'not_run'
                            and d.state <> 'resolved'
                            and d.last_run <> :run
                            and (:everyAccount or d.account_key in (select account_key from account where account_id in (:accounts)))
                            and (cast(:event as text) is null or d.event_id = :event)
                            and (cast(:from as timestamptz) is null or d.occurred_at >= :from)
                            and (cast(:to as timestamptz) is null or d.occurred_at < :to)
                          returning d.discrepancy_id
                        )
                        insert into discrepancy_history (discrepancy_id, at, actor, action, note)
                        select discrepancy_id, :now, 'reconcile', 'resolved', 'healed: no longer found'
                        from healed""")
                .param("run", run)
                .param("now", now)
                .param("everyAccount", request.accounts().isEmpty())
                .param("accounts", request.accounts().isEmpty() ? List.of("") : request.accounts())
                .param("event", request.event())
                .param("from", request.from() == null ? null : request.from().atOffset(ZoneOffset.UTC))
                .param("to", request.to() == null ? null : request.to().atOffset(ZoneOffset.UTC))
                .update();
    }
}
