package reckoner.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows that say how far the ledger is proven, and what was found in that part. */
final class Checkpoints {

    private final JdbcTemplate jdbc;
    private final JdbcClient database;

    Checkpoints(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.database = JdbcClient.create(jdbc);
    }

    /** Up to which entry and load the whole ledger was seen. */
    record Mark(long entry, int load) {
        static final Mark NOTHING = new Mark(-1, -1);
    }

    Mark mark(String name) {
        return database.sql("select entry_id as entry, load_id as load from reconcile_mark where name = :name")
                .param("name", name).query(Mark.class).optional().orElse(Mark.NOTHING);
    }

    void mark(String name, Mark mark, long run) {
        database.sql("""
                        insert into reconcile_mark (name, entry_id, load_id, run_id)
                        values (:name, :entry, :load, :run)
                        on conflict (name) do update
                        set entry_id = excluded.entry_id, load_id = excluded.load_id, run_id = excluded.run_id""")
                .param("name", name).param("entry", mark.entry()).param("load", mark.load()).param("run", run).update();
    }

    /** Up to which load everything is booked or refused: one that is still under way may yet bring rows with its number. */
    int newestLoad() {
        return database.sql("""
                        select coalesce((select min(load_id) - 1 from load where state = 'loading'), (select max(load_id) from load), -1)""")
                .query(Integer.class).single();
    }

    /** Did any of these feeds come after {@code load}? */
    boolean came(int load, List<String> feeds) {
        return database.sql("select exists (select 1 from load where load_id > :load and state = 'loaded' and feed in (:feeds))")
                .param("load", load).param("feeds", feeds).query(Boolean.class).single();
    }

    void forget() {
        jdbc.update("delete from checkpoint");
        jdbc.update("delete from verified_finding");
    }

    Map<Integer, Checkpoint> all() {
        Map<Integer, Checkpoint> all = new HashMap<>();
        jdbc.query("""
                select account_key, opening_micros, balance_micros, last_at, last_sequence, last_entry_id, first_at, entries,
                  amount_micros, open_findings, settled
                from checkpoint""", row -> {
            Checkpoint checkpoint = new Checkpoint(row.getInt(1), row.getObject(2, Long.class), row.getLong(3),
                    Checkpoint.micros(row.getTimestamp(4).toInstant()), row.getObject(5, Long.class), row.getLong(6),
                    Checkpoint.micros(row.getTimestamp(7).toInstant()), row.getLong(8), row.getLong(9), row.getInt(10), row.getBoolean(11));
            all.put(checkpoint.account(), checkpoint);
        });
        return all;
    }

    /** Opening balance that accounts state; an account that states none is there with null. */
    Map<Integer, @Nullable Long> openings() {
        Map<Integer, @Nullable Long> openings = new HashMap<>();
        jdbc.query("select account_key, opening_balance_micros from account",
                row -> {
                    openings.put(row.getInt(1), row.getObject(2, Long.class));
                });
        return openings;
    }

    /** Accounts in which a version above {@code entry} replaced another. */
    Set<Integer> superseded(long entry) {
        return new HashSet<>(database.sql("select distinct account_key from superseded_entry where by_entry_id > :entry")
                .param("entry", entry).query(Integer.class).list());
    }

    /**
     * Accounts of which the findings may have another cause now: the price list or an account's own data came since, a record
     * that is not later than a finding, one that names its entry, or the entry that a record without one was kept for.
     */
    Set<Integer> withNewEvidence(Mark mark, Duration lookAround) {
        if (came(mark.load(), List.of("prices", "plans", "accounts"))) {
            return new HashSet<>(database.sql("select distinct account_key from verified_finding").query(Integer.class).list());
        }
        return new HashSet<>(database.sql(SqlText.of("scope", "new_evidence"))
                .param("entry", mark.entry()).param("load", mark.load()).param("look_around", lookAround.toSeconds() + " seconds")
                .query(Integer.class).list());
    }

    void store(Collection<Checkpoint> checkpoints, long run) {
        List<Checkpoint> rows = List.copyOf(checkpoints);
        database.sql("""
                        insert into checkpoint (account_key, opening_micros, balance_micros, last_at, last_sequence, last_entry_id, first_at,
                          entries, amount_micros, open_findings, settled, run_id)
                        select account, opening, balance, last_at, last_sequence, last_entry, first_at, entries, amount, open_findings, settled, :run
                        from unnest(:account, :opening, :balance, cast(:lastAt as timestamptz[]), :lastSequence, :lastEntry,
                            cast(:firstAt as timestamptz[]), :entries, :amount, :openFindings, :settled)
                          as c (account, opening, balance, last_at, last_sequence, last_entry, first_at, entries, amount, open_findings, settled)
                        on conflict (account_key) do update
                        set opening_micros = excluded.opening_micros, balance_micros = excluded.balance_micros, last_at = excluded.last_at,
                          last_sequence = excluded.last_sequence, last_entry_id = excluded.last_entry_id, first_at = excluded.first_at,
                          entries = excluded.entries, amount_micros = excluded.amount_micros, open_findings = excluded.open_findings,
                          settled = excluded.settled, run_id = excluded.run_id""")
                .param("run", run)
                .param("account", rows.stream().map(Checkpoint::account).toArray(Integer[]::new))
                .param("opening", rows.stream().map(Checkpoint::openingMicros).toArray(Long[]::new))
                .param("balance", rows.stream().map(Checkpoint::balanceMicros).toArray(Long[]::new))
                .param("lastAt", rows.stream().map(c -> Checkpoint.instant(c.lastAt()).toString()).toArray(String[]::new))
                .param("lastSequence", rows.stream().map(Checkpoint::lastSequence).toArray(Long[]::new))
                .param("lastEntry", rows.stream().map(Checkpoint::lastEntry).toArray(Long[]::new))
                .param("firstAt", rows.stream().map(c -> Checkpoint.instant(c.firstAt()).toString()).toArray(String[]::new))
                .param("entries", rows.stream().map(Checkpoint::entries).toArray(Long[]::new))
                .param("amount", rows.stream().map(Checkpoint::amountMicros).toArray(Long[]::new))
                .param("openFindings", rows.stream().map(Checkpoint::openFindings).toArray(Integer[]::new))
                .param("settled", rows.stream().map(Checkpoint::settled).toArray(Boolean[]::new))
                .update();
    }

    /** What the walk of {@code run} found in these accounts replaces what was kept; the rest is reported again. */
    void keepFindings(Collection<Integer> walked, long run) {
        Integer[] accounts = walked.toArray(Integer[]::new);
        database.sql("delete from verified_finding where account_key = any(:accounts)").param("accounts", accounts).update();
        database.sql(COPY.formatted("chain_finding", ":run, ", "run_id, ", "verified_finding", "true")).param("run", run).update();
        database.sql(COPY.formatted("verified_finding", "", "", "chain_finding", "run_id = :run and account_key = any(:accounts)"))
                .param("run", run).param("accounts", accounts).update();
    }

    private static final String COPY = """
            insert into %1$s (%3$saccount_key, entry_id, occurred_at, kind, expected_micros, actual_micros, cause, explanation,
              usage_id, payment_id)
            select %2$saccount_key, entry_id, occurred_at, kind, expected_micros, actual_micros, cause, explanation, usage_id, payment_id
            from %4$s
            where %5$s""";

    /** All that is proven now. */
    ChainWalk.Coverage coverage() {
        return database.sql("""
                        select count(*), coalesce(sum(entries), 0), coalesce(sum(amount_micros), 0), min(first_at), max(last_at)
                        from checkpoint""")
                .query((row, n) -> new ChainWalk.Coverage(row.getLong(1), row.getLong(2), row.getBigDecimal(3).toBigInteger(),
                        instant(row.getTimestamp(4)), instant(row.getTimestamp(5))))
                .single();
    }

    private static @Nullable Instant instant(java.sql.@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
