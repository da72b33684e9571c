package reckoner.reconcile;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Says which usage record or payment belongs to which ledger entry: first by reference, then by equal figure and nearest time,
 * then several against one. References stay; everything else is found again in every run, so that what arrives late heals.
 * The same rows give the same matches, whatever their order. Needs an open transaction: its scratch tables end with it.
 */
@Component
class Matching {

    private final JdbcClient database;
    private final ReconcileSettings settings;

    Matching(JdbcClient database, ReconcileSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** Match everything; what the chain walk of {@code run} has explained stays without a match. */
    void match(long run) {
        match(run, Scope.EVERYTHING);
    }

    /** Bring {@code feed_match} up to date for what is in the scope; nothing outside of it has another match than before. */
    void match(long run, Scope scope) {
        freshFigures();
        forget(scope.isNarrowed());
        if (!hasRecords()) {
            return;
        }
        apply("references");
        apply("own_ids");
        apply("named_after_all");
        database.sql(text("open_references")).param("load", scope.seen().load()).update();
        if (!scope.isNarrowed()) {
            database.sql("analyze feed_match").update();
        }
        prepareScratch();
        int open = database.sql(text("open_items"))
                .param("run", run)
                .param("usage_window", seconds(settings.usageWindow()))
                .param("payment_window", seconds(settings.paymentWindow()))
                .update();
        if (open > 0) {
            matchOpenItems();
        }
        database.sql(text("unused_entries")).param("run", run).update();
        database.sql(text("repeats")).param("repeat_window", seconds(settings.repeatWindow())).update();
    }

    /** Without fresh figures a planner meets a large load as an empty table, and joins it row by row. */
    private void freshFigures() {
        for (String table : database.sql(text("stale")).query(String.class).list()) {
            database.sql("analyze " + table).update();
        }
    }

    private void forget(boolean narrowed) {
        if (narrowed) {
            apply("scoped_matches");
            apply("scoped_unused");
        } else {
            database.sql("delete from feed_match where rule not in ('reference', 'own_id')").update();
            database.sql("delete from unused_entry").update();
            database.sql("delete from open_reference").update();
        }
    }

    private boolean hasRecords() {
        return database.sql("select exists (select 1 from usage_record) or exists (select 1 from payment)").query(Boolean.class).single();
    }

    /** Make the scratch tables of this transaction, empty. */
    void prepareScratch() {
        database.sql("drop table if exists open_item, possible_pair, possible_sum").update();
        apply("scratch");
    }

    /** Match what {@code open_item} holds: one to one, then several to one, in rounds until nothing more fits. */
    void matchOpenItems() {
        database.sql("analyze open_item").update();
        apply("same_instant");
        apply("matched_items");
        apply("possible_pairs");
        while (apply("nearest") > 0) {
            apply("matched_pairs");
        }
        apply("matched_items");
        while (apply("possible_sums") > 0) {
            apply("best_sums");
            apply("matched_items");
            database.sql("delete from possible_sum").update();
        }
    }

    private int apply(String name) {
        return database.sql(text(name)).update();
    }

    private static String seconds(Duration window) {
        return window.toSeconds() + " seconds";
    }

    private static String text(String name) {
        return SqlText.of("matching", name);
    }
}
