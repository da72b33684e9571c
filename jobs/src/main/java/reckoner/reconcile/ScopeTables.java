package reckoner.reconcile;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The temporary tables that lie over views and tables of the same names while a run looks at less than everything. */
@Component
class ScopeTables {

    private final JdbcClient database;

    ScopeTables(JdbcClient database) {
        this.database = database;
    }

    /** Those of an earlier run in the same transaction are gone, and what was laid over the scope with it. */
    void drop() {
        for (String table : List.of("touched", "reconcile_scope", "scoped_entry", "scoped_usage", "scoped_payment")) {
            database.sql("drop table if exists pg_temp." + table + " cascade").update();
        }
    }

    /** What lies in the scope, read once for all checks; entries only where there are records to compare them with, else as asked for. */
    void lay() {
        analyze("reconcile_scope");
        String kind = hasRecords() ? "table %s on commit drop" : "view %s";
        lay(kind, "scoped_entry", "ledger_entry", "occurred_at");
        lay("table %s on commit drop", "scoped_usage", "usage_record", "occurred_at");
        lay("table %s on commit drop", "scoped_payment", "payment", "paid_at");
    }

    private void lay(String kind, String name, String table, String time) {
        database.sql("""
                        create temporary %s as
                        select t.*
                        from reconcile_scope c
                        join %s t on t.account_key = c.account_key and t.%s >= c.from_at""".formatted(kind.formatted(name), table, time)).update();
        if (!kind.startsWith("view")) {
            analyze(name);
        }
    }

    private boolean hasRecords() {
        return database.sql("select exists (select 1 from usage_record) or exists (select 1 from payment)").query(Boolean.class).single();
    }

    /** From few rows: what a plan needs is how many there are of each account, and it is read a few times only. */
    void analyze(String table) {
        database.sql("set local default_statistics_target = 10").update();
        database.sql("analyze " + table).update();
        database.sql("set local default_statistics_target to default").update();
    }

    /** Matches that end with the transaction. */
    void layEmptyMatches() {
        for (String table : List.of("feed_match", "unused_entry", "open_reference", "feed_month")) {
            database.sql("drop table if exists pg_temp." + table).update();
            database.sql("create temporary table %1$s (like %1$s including all) on commit drop".formatted(table)).update();
        }
    }

    /** Let what follows read the whole ledger in spite of the tables; returns what brings them back. */
    String lookPast() {
        String path = database.sql("select current_setting('search_path')").query(String.class).single();
        lookAt(schema() + ", pg_temp");
        return path;
    }

    void lookAt(String path) {
        database.sql("select set_config('search_path', :path, true)").param("path", path).query(String.class).single();
    }

    /** The schema below the tables, quoted. */
    String schema() {
        return database.sql("select quote_ident(current_schema())").query(String.class).single();
    }
}
