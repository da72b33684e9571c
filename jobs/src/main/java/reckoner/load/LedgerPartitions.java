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

    /** Beside so many times as many older entries the new ones are looked up one by one. */
    private static final int MANY_OLDER = 10;

    private record Ids(String lowest, String highest) {}

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

    /**
     * Is an id of these new entries in another partition? Inside of one its key says so. Ids mostly rise, and then a look at both ends
     * of each partition says no; else a few are looked up, and many are joined as a whole.
     *
     * @param first number of the new entries
     * @param copied how many they are
     */
    boolean knowElsewhere(Place place, long first, long copied) {
        Ids ids = ids(place, first);
        if (copied == 0 || !isReached(place, ids)) {
            return false;
        }
        Map<String, Object> values = Map.of("first", first, "partition", place.firstEntry, "lowest", ids.lowest, "highest", ids.highest);
        if (!place.bare || copied < olderEntries(place) / MANY_OLDER) {
            return Script.named("ledger_elsewhere", place.table).isTrue(database, values);
        }
        database.sql("set local enable_nestloop = off").update();
        boolean isKnown = Script.named("ledger_elsewhere_whole", place.table).isTrue(database, values);
        database.sql("set local enable_nestloop to default").update();
        return isKnown;
    }

    /** The ends of the new ids: of a bare partition by its key, of others without walking through all that was there. */
    private Ids ids(Place place, long first) {
        String ids = place.bare ? place.table : "(select transaction_id from " + place.table + " where entry_id >= " + first + " offset 0)";
        return database.sql("select coalesce(min(transaction_id), '') as lowest, coalesce(max(transaction_id), '') as highest from " + ids + " as new")
                .query(Ids.class).single();
    }

    private boolean isReached(Place place, Ids ids) {
        return database.sql("""
                        select coalesce(min(transaction_id) <= :highest, false)
                        from ledger_entry
                        where entry_id < :partition
                          and transaction_id >= :lowest""")
                .param("partition", place.firstEntry).param("lowest", ids.lowest).param("highest", ids.highest)
                .query(Boolean.class).single();
    }

    private long olderEntries(Place place) {
        return database.sql("select coalesce(sum(entries), 0) from load_seal where first_entry < :partition")
                .param("partition", place.firstEntry).query(Long.class).single();
    }

    private Newest newest() {
        return database.sql("""
                        select p.number, p.name, p.first_entry, p.past_entry,
                          (select coalesce(sum(s.entries), 0) from load_seal s where s.first_entry >= p.first_entry) as entries,
                          (select coalesce(max(last_entry), 0) from load_seal) as last_number
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
