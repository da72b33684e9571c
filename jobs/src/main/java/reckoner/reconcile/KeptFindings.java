package reckoner.reconcile;

import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What narrowed checks found when they last looked, so that it can be told again without looking. */
@Component
class KeptFindings {

    private static final String COLUMNS = """
            check_name, identity, severity, account_key, event_id, transaction_id, usage_id, payment_id, occurred_at, expected, actual,
              cause, explanation""";

    private final JdbcClient database;

    KeptFindings(JdbcClient database) {
        this.database = database;
    }

    /** Fingerprints of the checks whose findings are here, by name. */
    Map<String, String> checks() {
        Map<String, String> fingerprints = new HashMap<>();
        database.sql("select check_name, fingerprint from kept_check")
                .query((row, n) -> fingerprints.put(row.getString(1), row.getString(2))).list();
        return fingerprints;
    }

    /** Tell again what a check found where this run did not look. */
    void tellAgain(long run, Check check) {
        if (check.isNarrowed() || check.isOnce()) {
            database.sql("""
                            insert into found_discrepancy (run_id, %1$s)
                            select :run, %1$s
                            from kept_finding k
                            where k.check_name = :check
                              and (:once or not exists (
                                select 1
                                from reconcile_scope c
                                where c.account_key = k.account_key
                                  and coalesce(k.occurred_at, 'infinity') >= c.from_at))
                            on conflict (run_id, identity) do nothing""".formatted(COLUMNS))
                    .param("run", run).param("check", check.name()).param("once", check.isOnce()).update();
        }
    }

    /** Tell again what a check had found in the part of the ledger that is archived, as far as the run asks for it. */
    void tellArchived(long run, Check check, ReconcileRequest request) {
        database.sql("""
                        insert into found_discrepancy (run_id, %1$s)
                        select :run, %1$s
                        from archived_finding f
                        where f.check_name = :check
                          and (:everyAccount or f.account_key in (select account_key from account where account_id in (:accounts)))
                          and (cast(:event as text) is null or f.event_id = :event)
                          and (cast(:from as date) is null or f.occurred_at >= account_day_start(:from, f.account_key))
                          and (cast(:to as date) is null or f.occurred_at < account_day_start(cast(:to as date) + 1, f.account_key))
                        on conflict (run_id, identity) do nothing""".formatted(COLUMNS))
                .param("run", run).param("check", check.name())
                .param("everyAccount", request.accounts().isEmpty())
                .param("accounts", request.accounts().isEmpty() ? List.of("") : request.accounts())
                .param("event", request.event())
                .param("from", request.from(), Types.DATE)
                .param("to", request.to(), Types.DATE)
                .update();
    }

    /** Keep what the checks of this run found, and forget what those found that did not run. */
    void keep(long run, List<Check> checks, Function<Check, String> fingerprint) {
        List<Check> narrowed = checks.stream().filter(check -> check.isNarrowed() || check.isOnce()).toList();
        database.sql("delete from kept_finding").update();
        database.sql("delete from kept_check").update();
        database.sql("""
                        insert into kept_finding (%1$s)
                        select %1$s
                        from found_discrepancy f
                        join reconcile_check c using (run_id, check_name, severity)
                        where run_id = :run and c.outcome <> 'not_run' and check_name in (:checks)""".formatted(COLUMNS))
                .param("run", run).param("checks", names(narrowed)).update();
        for (Check check : narrowed) {
            database.sql("""
                            insert into kept_check (check_name, fingerprint)
                            select check_name, :fingerprint
                            from reconcile_check
                            where run_id = :run and check_name = :check and outcome <> 'not_run'""")
                    .param("run", run).param("check", check.name()).param("fingerprint", fingerprint.apply(check)).update();
        }
    }

    private static List<String> names(List<Check> checks) {
        return checks.isEmpty() ? List.of("") : checks.stream().map(Check::name).toList();
    }
}
