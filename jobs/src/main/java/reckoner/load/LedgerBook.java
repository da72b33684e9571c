package reckoner.load;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every way of booking a ledger file has in common: one at a time, numbers without overlap, counts from the table, the seal. */
final class LedgerBook {

    /** From this many new entries on the planner's figures about the ledger are renewed at once. */
    private static final long MANY = 50_000;

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

    /** The first number of a block for a file. */
    long firstNumber() {
        return database.sql("select nextval('ledger_entry_number')").query(Long.class).single();
    }

    void lastNumber(long last) {
        database.sql("select setval('ledger_entry_number', :end)").param("end", last).query(Long.class).single();
    }

    /** Close the load with the counts that the ledger has, and seal it. */
    Register.Counts finish(int load, long rows, long rejected, long first, long last) {
        Register.Counts counts = database.sql("select count(*), coalesce(sum(amount_micros), 0) from ledger_entry where load_id = :load")
                .param("load", load)
                .query((row, number) -> new Register.Counts(rows, row.getLong(1), rejected, rows - rejected - row.getLong(1), row.getString(2)))
                .single();
        register.finish(load, "loaded", counts);
        Script.named("ledger_seal", new StagingTable(Feed.LEDGER, load))
                .run(database, Map.of("load", load, "first_entry", first, "last_entry", last));
        if (counts.accepted() >= MANY) {
            database.sql("analyze ledger_entry").update();
        }
        return counts;
    }
}
