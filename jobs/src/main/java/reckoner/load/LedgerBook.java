package reckoner.load;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every way of booking a ledger file has in common: one at a time, numbers without overlap, counts from the table, the seal. */
final class LedgerBook {

    /** From this many new entries on the planner's figures about the ledger are renewed at once. */
    private static final long MANY = 10_000;
    /** New entries beside which the ledger is so large that all else about it stays as it was. */
    private static final int SHARE = 10;

    /** Enough for values that rise evenly; PostgreSQL's own is 100. */
    private static final int FEW_SAMPLES = 30;

    private record Booked(long entries, String amountMicros, long newest) {}

    private final JdbcClient database;
    private final Register register;

    LedgerBook(JdbcClient database, Register register) {
        this.database = database;
        this.register = register;
    }

    /** Versions, keys and entry numbers are given out in one booking at a time, whatever the feed. */
    static void lock(JdbcClient database) {
        database.sql("select 1 from (select pg_advisory_xact_lock(hashtext('reckoner.load.book'))) as booking")
                .query(Integer.class).single();
    }

    /**
     * The first number of a block for a file: after those of all loads that were booked, so that one which failed leaves no gap and
     * the seals come out as if it had never been tried.
     */
    long firstNumber(LedgerPartitions.Place place) {
        return Math.max(place.firstEntry(), database.sql("select coalesce(max(last_entry), 0) + 1 from load_seal").query(Long.class).single());
    }

    /** How many there are. */
    long entries() {
        return database.sql("select coalesce(sum(entries), 0) from load_seal").query(Long.class).single();
    }

    /**
     * Close the load with the counts that the ledger has, and seal it.
     *
     * @param written entries of it, as the database said when it took them
     */
    Register.Counts finish(int load, long rows, long rejected, LedgerPartitions.Place place, long first, long last, long written) {
        if (written >= MANY) {
            renewFigures(place.table(), written);
        }
        Booked booked = database.sql("""
                        select count(*), coalesce(sum(amount_micros), 0), coalesce(max(entry_id), 0)
                        from ledger_entry
                        where load_id = :load and entry_id between :first and :last""")
                .param("load", load).param("first", first).param("last", last)
                .query((row, number) -> new Booked(row.getLong(1), row.getString(2), row.getLong(3))).single();
        Register.Counts counts = new Register.Counts(rows, booked.entries(), rejected, rows - rejected - booked.entries(), booked.amountMicros());
        register.finish(load, "loaded", counts);
        Script.named("ledger_seal", new StagingTable(Feed.LEDGER, load))
                .run(database, Map.of("load", load, "first_entry", first, "last_entry", last, "newest", booked.newest()));
        return counts;
    }

    /** Where the ledger is much larger only what rises with every load is sampled: the rest costs time and says what it said before. */
    private void renewFigures(String partition, long written) {
        boolean isMore = written >= entries() / SHARE;
        if (isMore) {
            database.sql("analyze ledger_entry").update();
        } else {
            database.sql("set local default_statistics_target = " + FEW_SAMPLES).update();
            database.sql("analyze " + partition + " (entry_id, load_id, occurred_at)").update();
            database.sql("set local default_statistics_target to default").update();
        }
        database.sql("""
                        select sum(summarize_ledger_index(i.indexrelid))
                        from pg_index i
                        join pg_class c on c.oid = i.indexrelid
                        join pg_am m on m.oid = c.relam and m.amname = 'brin'
                        where i.indrelid = cast(:partition as regclass)""").param("partition", partition).query(Long.class).single();
    }
}
