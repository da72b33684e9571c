package reckoner.reconcile;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    Scoping(JdbcTemplate jdbc, ReconcileSettings settings) {
        this.database = JdbcClient.create(jdbc);
        this.settings = settings;
        this.checkpoints = new Checkpoints(jdbc);
    }

    /**
     * Lay the tables for a run.
     *
     * @param spanning checks whose findings stand for several rows
     */
    Scope open(long run, ReconcileRequest request, Collection<String> spanning) {
        database.sql("drop table if exists pg_temp.touched, pg_temp.reconcile_scope, pg_temp.scoped_entry, pg_temp.scoped_usage, pg_temp.scoped_payment").update();
        if (!request.keepsCheckpoints()) {
            return openPart(request);
        }
        if (request.full() || !remembers()) {
            database.sql("delete from feed_month").update();
            findMonths(Checkpoints.Mark.NOTHING);
            return Scope.EVERYTHING;
        }
        Checkpoints.Mark seen = checkpoints.mark("checks");
        findNew(seen, spanning);
        layTables();
        database.sql("update reconcile_run set checked = (select count(*) from scoped_entry) where run_id = :run")
                .param("run", run).update();
        return Scope.since(seen);
    }

    /** Let what follows read the whole ledger in spite of the tables; returns what brings them back. */
    String lookPastTables() {
        String path = database.sql("select current_setting('search_path')").query(String.class).single();
        lookAt(schema() + ", pg_temp");
        return path;
    }

    void lookAt(String path) {
        database.sql("select set_config('search_path', :path, true)").param("path", path).query(String.class).single();
    }

    /** Are the tables there that a run of what is new relies on, made under the same settings? */
    boolean remembers() {
        return database.sql("select exists (select 1 from reconcile_memory where fingerprint = :fingerprint)")
                .param("fingerprint", settings.toString()).query(Boolean.class).single();
    }

    /** The next run needs to look only at what comes after this one. */
    void remember(Scope scope, long run) {
        int seenLoad = scope.seen().load();
        database.sql("delete from reconcile_touched").update();
        database.sql("delete from reconcile_memory").update();
        database.sql("insert into reconcile_memory (fingerprint) values (:fingerprint)").param("fingerprint", settings.toString()).update();
        keepSeen("seen_price", "price", scope, checkpoints.came(seenLoad, List.of("prices")));
        keepSeen("seen_plan", "plan_change", scope, checkpoints.came(seenLoad, List.of("plans")));
        // a ledger or usage feed brings events, too
        keepSeen("seen_event", "event", scope, checkpoints.came(seenLoad, List.of("events", "ledger", "usage")));
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
        for (String table : List.of("feed_match", "unused_entry", "open_reference", "feed_month")) {
            database.sql("drop table if exists pg_temp." + table).update();
            database.sql("create temporary table %1$s (like %1$s including all) on commit drop".formatted(table)).update();
        }
        if (remembers) {
            database.sql("insert into feed_month select * from " + schema() + ".feed_month").update();
        }
        findMonths(remembers ? checkpoints.mark("checks") : Checkpoints.Mark.NOTHING);
        if (!request.accounts().isEmpty() || request.event() != null) {
            database.sql("""
                            create temporary table reconcile_scope on commit drop as
                            select account_key, from_at
                            from %s.reconcile_scope
                            limit 0""".formatted(schema())).update();
            database.sql("""
                            insert into reconcile_scope (account_key, from_at)
                            select a.account_key, '-infinity'
                            from account a
                            where (:everyAccount or a.account_id in (:accounts))
                              and (cast(:event as text) is null or exists (
                                select 1
                                from ledger_entry e
                                join event v using (event_key)
                                where e.account_key = a.account_key and v.event_id = :event))""")
                    .param("everyAccount", request.accounts().isEmpty())
                    .param("accounts", request.accounts().isEmpty() ? List.of("") : request.accounts())
                    .param("event", request.event())
                    .update();
            layTables();
        }
        return Scope.PART;
    }

    private void findNew(Checkpoints.Mark seen, Collection<String> spanning) {
        database.sql("create temporary table touched (account_key integer not null, from_at timestamptz not null) on commit drop").update();
        touch("touched", seen);
        if (checkpoints.came(seen.load(), List.of("prices"))) {
            touch("new_prices", null);
        }
        if (checkpoints.came(seen.load(), List.of("plans"))) {
            touch("new_plans", null);
        }
        if (checkpoints.came(seen.load(), List.of("events"))) {
            touch("new_events", null);
        }
        if (findMonths(seen)) {
            touch("new_months", null);
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

    private void touch(String name, Checkpoints.@Nullable Mark seen) {
        JdbcClient.StatementSpec statement = database.sql(SqlText.of("scope", name));
        (seen == null ? statement : statement.param("entry", seen.entry()).param("load", seen.load())).update();
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

    /** What lies in the scope, read once for all checks. */
    private void layTables() {
        database.sql("analyze reconcile_scope").update();
        lay("scoped_entry", "ledger_entry", "occurred_at");
        lay("scoped_usage", "usage_record", "occurred_at");
        lay("scoped_payment", "payment", "paid_at");
    }

    private void lay(String name, String table, String time) {
        database.sql("""
                        create temporary table %s on commit drop as
                        select t.*
                        from reconcile_scope c
                        join %s t on t.account_key = c.account_key and t.%s >= c.from_at""".formatted(name, table, time)).update();
        database.sql("analyze " + name).update();
    }

    private boolean hasRows(String table) {
        return database.sql("select exists (select 1 from " + table + ")").query(Boolean.class).single();
    }

    private String schema() {
        return database.sql("select quote_ident(current_schema())").query(String.class).single();
    }
}
