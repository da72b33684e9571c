package reckoner.load;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The stretches of entry numbers that the ledger is stored in. New entries go into the newest one; where that is full, or small
 * beside what comes, a new one is begun. Good only while the booking lock is held.
 */
final class LedgerPartitions {

    /** A bulk file that is this many times as long as the newest partition gets one of its own: so there are never many short ones. */
    private static final int LONGER = 2;
    /** A file has at most this many lines. */
    private static final long LONGEST_FILE = Integer.MAX_VALUE;

    private record Newest(long number, String name, long firstEntry, long pastEntry, long entries, long lastNumber) {}

    private final JdbcClient database;
    private final long mostEntries;

    /** @param mostEntries from which a partition is full */
    LedgerPartitions(JdbcClient database, long mostEntries) {
        this.database = database;
        this.mostEntries = mostEntries;
    }

    /**
     * Where a file goes.
     *
     * @param number of the partition
     * @param table to copy into
     * @param firstEntry the lowest number that an entry of it may have
     * @param bare it has neither keys nor indexes yet and is no part of the ledger; see {@link #attach}
     */
    record Place(long number, String table, long firstEntry, boolean bare) {}

    /** The place for a file that is copied. @param rows of it, about */
    Place forCopy(long rows) {
        Newest newest = newest();
        if (!isFull(newest) && rows < LONGER * newest.entries) {
            return placeIn(newest);
        }
        long number = newest.number + 1;
        call("select new_ledger_partition(:number)", number);
        return new Place(number, "ledger_entry_" + number, newest.pastEntry, true);
    }

    /** The place for a file that is inserted row by row. */
    Place forInsert() {
        Newest newest = newest();
        if (!isFull(newest)) {
            return placeIn(newest);
        }
        long number = newest.number + 1;
        call("select new_ledger_partition(:number)", number);
        call("select attach_ledger_partition(:number)", number);
        return new Place(number, "ledger_entry_" + number, newest.pastEntry, false);
    }

    /** Make a bare partition a part of the ledger. Fails as {@code DuplicateKeyException} where an id is in it twice. */
    void attach(Place place) {
        database.sql("set local maintenance_work_mem = '512MB'").update();
        database.sql("set local max_parallel_maintenance_workers = 2").update();
        call("select attach_ledger_partition(:number)", place.number);
    }

    /** Is an id of these new entries in another partition? Inside of one its key says so. */
    boolean knowElsewhere(Place place, long first) {
        return Script.named("ledger_elsewhere", place.table).isTrue(database, Map.of("first", first, "partition", place.firstEntry));
    }

    private Newest newest() {
        return database.sql("""
                        select p.number, p.name, p.first_entry, p.past_entry,
                          (select coalesce(sum(s.entries), 0) from load_seal s where s.first_entry >= p.first_entry) as entries,
                          (select last_value from ledger_entry_number) as last_number
                        from ledger_partition p
                        order by p.number desc
                        limit 1""").query(Newest.class).single();
    }

    private boolean isFull(Newest newest) {
        return newest.entries >= mostEntries || newest.lastNumber > newest.pastEntry - LONGEST_FILE;
    }

    private static Place placeIn(Newest newest) {
        return new Place(newest.number, newest.name, newest.firstEntry, false);
    }

    private void call(String sql, long number) {
        database.sql(sql).param("number", number).query((row, n) -> "").single();
    }
}
