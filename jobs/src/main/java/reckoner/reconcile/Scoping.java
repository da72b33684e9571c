package reckoner.reconcile;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Narrows what the checks look at: temporary tables over the views {@code reconcile_scope}, {@code scoped_entry},
 * {@code scoped_usage} and {@code scoped_payment}. The scope is an instant for each account: everything of the account from then
 * on is looked at again, nothing before it can have changed. Needs an open transaction; the tables end with it.
 */
@Component
class Scoping {

    private final JdbcClient database;
    private final ReconcileSettings settings;
    private final Checkpoints checkpoints;
    private final ScopeTables tables;

    Scoping(JdbcTemplate jdbc, ReconcileSettings settings, ScopeTables tables) {
        this.database = JdbcClient.create(jdbc);
        this.settings = settings;
        this.checkpoints = new Checkpoints(jdbc);
        this.tables = tables;
    }

    /**
     * Lay the tables for a run.
     *
     * @param spanning checks whose findings stand for several rows
     */
    Scope open(long run, ReconcileRequest request, Collection<String> spanning) {
        tables.drop();
        if (!request.keepsCheckpoints()) {
            return openPart(request);
        }
        if (request.full() || !remembers()) {
            database.sql("delete from feed_month").update();
            findMonths(Checkpoints.Mark.NOTHING);
            return Scope.EVERYTHING;
        }
        Checkpoints.Mark seen = checkpoints.mark("checks");
        findNew(run, seen, spanning);
        tables.lay();
        database.sql("update reconcile_run set checked = (select count(*) from scoped_entry) where run_id = :run")
                .param("run", run).update();
        return Scope.since(seen);
    }

    /** Are the tables there that a run of what is new relies on, made under the same settings? */
    boolean remembers() {
        return database.sql("select exists (select 1 from reconcile_memory where fingerprint = :fingerprint)")
                .param("fingerprint", settings.toString()).query(Boolean.class).single();
    }

    /** The next run needs to look only at what comes after this one. */
    void remember(Scope scope, long run) {
        int seenLoad = scope.seen().load();
        database.sql("delete from seen_finding").update();
        database.sql("""
                        insert into seen_finding (account_key, entry_id, kind, expected_micros, actual_micros, cause, usage_id, payment_id)
                        select account_key, entry_id, kind, expected_micros, actual_micros, cause, usage_id, payment_id
                        from chain_finding
                        where run_id = :run""").param("run", run).update();
        database.sql("delete from reconcile_memory").update();
        database.sql("insert into reconcile_memory (fingerprint) values (:fingerprint)").param("fingerprint", settings.toString()).update();
        keepSeen("seen_price", "price", scope, checkpoints.came(seenLoad, List.of("prices")));
        keepSeen("seen_plan", "plan_change", scope, checkpoints.came(seenLoad, List.of("plans")));
        keepSeen("seen_event", "event", scope, checkpoints.came(seenLoad, List.of("events")));
        // a ledger or usage feed names new ones, too
        database.sql("""
                        insert into seen_event
                        select *
                        from event
                        where event_key > (select coalesce(max(event_key), 0) from seen_event)""").update();
        checkpoints.mark("checks", checkpoints.mark("chain"), run);
    }

    private void keepSeen(String copy, String original, Scope scope, boolean came) {
        if (came || scope.kind() == Scope.Kind.EVERYTHING) {
            database.sql("delete from " + copy).update();
            database.sql("insert into " + copy + " select * from " + original).update();
        }
    }

    /** Matches of a part, or of a trial, are not the ones that the whole ledger's runs go on with. */
    private Scope openPart(ReconcileRequest request) {
        boolean remembers = remembers();
        tables.layEmptyMatches();
        if (remembers) {
            database.sql("insert into feed_month select * from " + tables.schema() + ".feed_month").update();
        }
        findMonths(remembers ? checkpoints.mark("checks") : Checkpoints.Mark.NOTHING);
        if (!request.accounts().isEmpty() || request.event() != null) {
            database.sql("""
                            create temporary table reconcile_scope on commit drop as
                            select account_key, from_at
                            from %s.reconcile_scope
                            limit 0""".formatted(tables.schema())).update();
            database.sql("""
                            insert into reconcile_scope (account_key, from_at)
                            select a.account_key, '-infinity'
                            from account a
                            where (:everyAccount or a.account_id in (:accounts))
                              and (cast(:event as text) is null or a.account_key in (
                                select e.account_key
                                from ledger_entry e
                                join event v using (event_key)
                                where v.event_id = :event))""")
                    .param("everyAccount", request.accounts().isEmpty())
                    .param("accounts", request.accounts().isEmpty() ? List.of("") : request.accounts())
                    .param("event", request.event())
                    .update();
            tables.lay();
        }
        return Scope.PART;
    }

    private void findNew(long run, Checkpoints.Mark seen, Collection<String> spanning) {
        database.sql("create temporary table touched (account_key integer not null, from_at timestamptz not null) on commit drop").update();
        database.sql(SqlText.of("scope", "touched"))
                .param("entry", seen.entry()).param("load", seen.load()).param("run", run).update();
        if (checkpoints.came(seen.load(), List.of("prices"))) {
            touch("new_prices");
        }
        if (checkpoints.came(seen.load(), List.of("plans"))) {
            touch("new_plans");
        }
        if (checkpoints.came(seen.load(), List.of("events"))) {
            touch("new_events");
        }
        if (findMonths(seen)) {
            touch("new_months");
        }
        database.sql("""
                        create temporary table reconcile_scope on commit drop as
                        select account_key, min(from_at) as from_at
                        from touched
                        group by account_key""").update();
        if (!spanning.isEmpty()) {
            database.sql(SqlText.of("scope", "spanning")).param("spanning", spanning).update();
        }
        boolean hasUsage = hasRows("usage_record");
        boolean hasPayments = hasRows("payment");
        if (hasUsage || hasPayments) {
            long usageFar = Math.max(settings.usageWindow().toSeconds(), settings.repeatWindow().toSeconds());
            database.sql(SqlText.of("scope", "quiet"))
                    .param("usage_far", hasUsage ? usageFar + " seconds" : null)
                    .param("payment_far", hasPayments ? settings.paymentWindow().toSeconds() + " seconds" : null)
                    .update();
        }
    }

    private void touch(String name) {
        database.sql(SqlText.of("scope", name)).update();
    }

    /** Months that feeds cover, where there is a feed to compare with; true where one is new. */
    private boolean findMonths(Checkpoints.Mark seen) {
        if (!hasRows("usage_record") && !hasRows("payment")) {
            return false;
        }
        boolean isFirst = !database.sql("select exists (select 1 from feed_month)").query(Boolean.class).single();
        database.sql("drop table if exists pg_temp.new_month").update();
        database.sql("create temporary table new_month (month timestamptz not null) on commit drop").update();
        return database.sql(SqlText.of("scope", "months"))
                .param("entry", isFirst ? -1 : seen.entry()).param("load", isFirst ? -1 : seen.load()).update() > 0;
    }

    private boolean hasRows(String table) {
        return database.sql("select exists (select 1 from " + table + ")").query(Boolean.class).single();
    }
}
