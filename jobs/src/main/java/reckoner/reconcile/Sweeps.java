package reckoner.reconcile;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what the sweep of a run could not clear, and lays it over the views {@code doubtful_price}, {@code doubtful_event},
 * {@code doubtful_seal} and {@code booked_load}, so that checks ask the database only about that. Where a sweep knows too
 * little, the checks look at everything in their scope themselves: it saves work and decides nothing.
 */
@Component
class Sweeps {

    private static final int BATCH = 1_000;

    private final JdbcTemplate jdbc;
    private final JdbcClient database;
    private final ScopeTables tables;

    Sweeps(JdbcTemplate jdbc, ScopeTables tables) {
        this.jdbc = jdbc;
        this.tables = tables;
        this.database = JdbcClient.create(jdbc);
    }

    private record Swept(long afterEntry, boolean prices, boolean events, boolean seals) {
        static final Swept NOTHING = new Swept(Long.MAX_VALUE, false, false, false);
    }

    /** Loads that are booked: of a sweep that began before another one was, nothing is believed. */
    long booked() {
        return database.sql("select count(*) from load where state = 'loaded'").query(Long.class).single();
    }

    /** Nothing of this run and those before is known any more. */
    void forget(long run) {
        for (String table : List.of("sweep", "sweep_doubt", "sweep_load")) {
            database.sql("delete from " + table + " where run_id <= :run").param("run", run).update();
        }
    }

    void keep(long run, long afterEntry, long booked, Sweep sweep) {
        Doubts seals = sweep.links().doubts();
        database.sql("""
                        insert into sweep (run_id, after_entry, booked, prices, events, seals)
                        values (:run, :after, :booked, :prices, :events, :seals)""")
                .param("run", run).param("after", afterEntry).param("booked", booked)
                .param("prices", sweep.prices().areAllKept()).param("events", sweep.events().areAllKept()).param("seals", seals.areAllKept())
                .update();
        keep(run, "price", sweep.prices());
        keep(run, "event", sweep.events());
        keep(run, "seal", seals);
        jdbc.batchUpdate("insert into sweep_load (run_id, load_id, entries, last_seal) values (?, ?, ?, ?)", sweep.links().loads().entrySet(), BATCH,
                (row, load) -> {
                    row.setLong(1, run);
                    row.setInt(2, load.getKey());
                    row.setLong(3, load.getValue().entries());
                    row.setBytes(4, load.getValue().lastSeal());
                });
    }

    private void keep(long run, String about, Doubts doubts) {
        jdbc.batchUpdate("""
                insert into sweep_doubt (run_id, about, account_key, occurred_at, entry_id, seal_before)
                values (?, ?, ?, ?, ?, ?)""", doubts.kept(), BATCH, (row, doubt) -> {
            row.setLong(1, run);
            row.setString(2, about);
            row.setInt(3, doubt.account());
            row.setObject(4, Checkpoint.instant(doubt.at()).atOffset(ZoneOffset.UTC));
            row.setLong(5, doubt.entry());
            row.setBytes(6, doubt.sealBefore());
        });
    }

    /** Lay the tables over the views, after those of the scope; until {@link #drop} or the end of the transaction. */
    void lay(long run, Scope scope) {
        Swept swept = swept(run);
        layScoped("doubtful_price", "price", run, swept.prices, swept, scope);
        layScoped("doubtful_event", "event", run, swept.events, swept, scope);
        boolean isLinked = swept.seals && swept.afterEntry <= scope.seen().entry();
        if (isLinked) {
            create("doubtful_seal", """
                    select e.*, d.seal_before
                    from sweep_doubt d
                    join ledger_entry e using (account_key, occurred_at, entry_id)
                    where d.run_id = :run and d.about = 'seal'""", Map.of("run", run));
            create("booked_load", """
                    select l.load_id, l.entries, l.last_seal
                    from sweep_load l
                    where l.run_id = :run
                      and l.load_id not in (select load_id from load_seal where first_entry <= :after)
                    union all
                    -- of which the sweep saw a part
                    select e.load_id, count(*), (array_agg(e.seal order by e.entry_id desc))[1]
                    from ledger_entry e
                    where e.load_id in (select load_id from load_seal where first_entry <= :after and last_entry > :after)
                    group by e.load_id""", Map.of("run", run, "after", swept.afterEntry));
        } else if (scope.kind() == Scope.Kind.NEW) {
            create("doubtful_seal", """
                    select e.*,
                      coalesce(lag(e.seal) over (order by e.entry_id), (select b.seal from ledger_entry b where b.entry_id = :after)) as seal_before
                    from ledger_entry e
                    where e.entry_id > :after""", Map.of("after", scope.seen().entry()));
        }
    }

    private void layScoped(String name, String about, long run, boolean isKept, Swept swept, Scope scope) {
        if (isKept) {
            create(name, """
                    select e.*
                    from sweep_doubt d
                    join scoped_entry e using (account_key, occurred_at, entry_id)
                    where d.run_id = :run and d.about = :about
                    union all
                    select e.*
                    from scoped_entry e
                    where e.entry_id <= :after""", Map.of("run", run, "about", about, "after", swept.afterEntry));
        } else if (scope.isNarrowed()) {
            create(name, "select * from scoped_entry", Map.of());
        }
    }

    private void create(String name, String select, Map<String, ?> parameters) {
        database.sql("create temporary table " + name + " on commit drop as\n" + select).params(parameters).update();
        tables.analyze(name);
    }

    void drop() {
        for (String table : List.of("doubtful_price", "doubtful_event", "doubtful_seal", "booked_load")) {
            database.sql("drop table if exists pg_temp." + table).update();
        }
    }

    private Swept swept(long run) {
        Optional<Swept> swept = database.sql("""
                        select after_entry, prices, events, seals
                        from sweep
                        where run_id = :run and booked = :booked""")
                .param("run", run).param("booked", booked()).query(Swept.class).optional();
        return swept.orElse(Swept.NOTHING);
    }
}
