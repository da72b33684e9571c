package reckoner.reconcile;

import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares what a run found with what was known. Findings whose row agrees now close by themselves; what a person closed
 * reopens where it is back, where its facts changed beyond what was accepted, or where its time is over; the rest is seen
 * again or new. The facts are the figures: a cause is a likely one, and a better guess reopens nothing.
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
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        closeHealed(run, request, now);
        keepChanges(run, now);
        reopen(run, now);
        keepFound(run, now);
    }

    /**
     * Only a finding that this run would have found again, had its row still disagreed: an incremental walk reports what it
     * found in the proven part again, and a run by other rules than the sources' own closes nothing.
     */
    private void closeHealed(long run, ReconcileRequest request, OffsetDateTime now) {
        if (request.tolerance() != null || request.window() != null) {
            return;
        }
        database.sql("""
                        with healed as (
                          update discrepancy d
                          set state = 'resolved', closed_at = :now, accept_reason = null, accept_note = null, accepted_until = null,
                            accepted_up_to = null, proposed_by = null, accepted_by = null
                          from reconcile_check c
                          where c.run_id = :run
                            and c.check_name = d.check_name
                            and c.outcome <> 'not_run'
                            and d.state <> 'resolved'
                            and not exists (select 1 from found_discrepancy f where f.run_id = :run and f.identity = d.identity)
                            and (:everyAccount or d.account_key in (select account_key from account where account_id in (:accounts)))
                            and (cast(:event as text) is null or d.event_id = :event)
                            and (cast(:from as date) is null or d.occurred_at >= account_day_start(:from, d.account_key))
                            and (cast(:to as date) is null or d.occurred_at < account_day_start(cast(:to as date) + 1, d.account_key))
                          returning d.discrepancy_id
                        )
                        insert into discrepancy_history (discrepancy_id, at, actor, action, note)
                        select discrepancy_id, :now, 'reconcile', 'resolved', 'healed: no longer found'
                        from healed
                        order by discrepancy_id""")
                .param("run", run)
                .param("now", now)
                .param("everyAccount", request.accounts().isEmpty())
                .param("accounts", request.accounts().isEmpty() ? List.of("") : request.accounts())
                .param("event", request.event())
                .param("from", request.from(), Types.DATE)
                .param("to", request.to(), Types.DATE)
                .update();
    }

    private void keepChanges(long run, OffsetDateTime now) {
        database.sql("""
                        insert into discrepancy_history (discrepancy_id, at, actor, action, note)
                        select d.discrepancy_id, :now, 'reconcile', 'changed',
                          format('expected %%s, actual %%s; before %%s and %%s', %s, %s, %s, %s)
                        from discrepancy d
                        join found_discrepancy f using (identity)
                        where f.run_id = :run
                          and d.state <> 'resolved'
                          and (d.expected <> f.expected or d.actual <> f.actual)
                        order by d.discrepancy_id""".formatted(money("f.expected"), money("f.actual"), money("d.expected"), money("d.actual")))
                .param("run", run).param("now", now).update();
    }

    private void reopen(long run, OffsetDateTime now) {
        database.sql("""
                        with accepted as (
                          select d.discrepancy_id,
                            case
                              when d.accepted_until <= :now then 'its acceptance is over'
                              when f.identity is null then null
                              when d.accepted_up_to is null and (d.expected <> f.expected or d.actual <> f.actual)
                                then 'its figures changed'
                              when abs(f.actual - f.expected) > d.accepted_up_to
                                then format('%%s is more than was accepted', %s)
                              when sign(f.actual - f.expected) * sign(d.difference) < 0 then 'it goes the other way now'
                            end as why
                          from discrepancy d
                          left join found_discrepancy f on f.identity = d.identity and f.run_id = :run
                          where d.state in ('proposed', 'accepted')
                        ),
                        back as (
                          select discrepancy_id, why
                          from accepted
                          where why is not null
                          union all
                          select d.discrepancy_id, 'found again'
                          from discrepancy d
                          join found_discrepancy f using (identity)
                          where f.run_id = :run and d.state = 'resolved'
                        ),
                        reopened as (
                          update discrepancy d
                          set state = 'open', closed_at = null, accept_reason = null, accept_note = null, accepted_until = null,
                            accepted_up_to = null, proposed_by = null, accepted_by = null
                          from back
                          where back.discrepancy_id = d.discrepancy_id
                        )
                        insert into discrepancy_history (discrepancy_id, at, actor, action, note)
                        select discrepancy_id, :now, 'reconcile', 'reopened', why
                        from back
                        order by discrepancy_id""".formatted(money("f.actual - f.expected")))
                .param("run", run).param("now", now).update();
    }

    private void keepFound(long run, OffsetDateTime now) {
        // A sequence jumps when its server crashes, and when this is undone; statements print the numbers of findings.
        database.sql("select setval('discrepancy_discrepancy_id_seq', coalesce(max(discrepancy_id), 0) + 1, false) from discrepancy").query(Long.class).single();
        database.sql("""
                        update discrepancy d
                        set severity = f.severity, event_id = f.event_id, usage_id = f.usage_id, payment_id = f.payment_id,
                          occurred_at = f.occurred_at, expected = f.expected, actual = f.actual, cause = f.cause,
                          explanation = f.explanation, last_run = f.run_id
                        from found_discrepancy f
                        where f.run_id = :run
                          and f.identity = d.identity""")
                .param("run", run).update();
        database.sql("""
                        with added as (
                          insert into discrepancy (identity, check_name, severity, account_key, event_id, transaction_id, usage_id,
                            payment_id, occurred_at, expected, actual, cause, explanation, state, first_run, last_run, opened_at)
                          select identity, check_name, severity, account_key, event_id, transaction_id, usage_id,
                            payment_id, occurred_at, expected, actual, cause, explanation, 'open', run_id, run_id, :now
                          from found_discrepancy f
                          where run_id = :run
                            and not exists (select 1 from discrepancy d where d.identity = f.identity)
                          order by check_name, identity
                          returning discrepancy_id
                        )
                        insert into discrepancy_history (discrepancy_id, at, actor, action)
                        select discrepancy_id, :now, 'reconcile', 'opened'
                        from added
                        order by discrepancy_id""")
                .param("run", run).param("now", now).update();
    }

    /** An amount in a sentence: two decimals, more only where it has more. */
    private static String money(String amount) {
        return "to_char(" + amount + ", 'FM999999999999990.009999')";
    }
}
