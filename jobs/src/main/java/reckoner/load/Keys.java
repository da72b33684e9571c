package reckoner.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.seal.EntryContent;

/**
 * The numbers that one table gives to its ids, kept in memory; an id that is new gets the next one. Good only while the
 * booking lock is held, because the rows of new ids are written at the end.
 */
final class Keys {

    /** More ids than this do not belong into memory. */
    private static final int MOST = 200_000;
    private static final int CACHED = 1 << 16;

    /**
     * An id and its number.
     *
     * @param sealed the id as entries are sealed with it
     * @param account of the entry that named it first, where it is new
     */
    record Named(String id, int key, byte[] sealed, int account) {

        private boolean is(CharSequence text) {
            int length = id.length();
            if (text.length() != length) {
                return false;
            }
            // Ids that follow each other differ at the end.
            for (int i = length - 1; i >= 0; i--) {
                if (text.charAt(i) != id.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** There are too many to keep; the general way of booking has no such limit. */
    static final class TooMany extends RuntimeException {}

    private final String table;
    private final String sequence;
    private final Map<String, Named> all = new HashMap<>();
    private final Named[] cache = new Named[CACHED];
    private final List<Named> fresh = new ArrayList<>();
    private int next;

    Keys(JdbcClient database, String table, String id) {
        this.table = table;
        String key = table + "_key";
        sequence = "pg_get_serial_sequence('" + table + "', '" + key + "')";
        long count = database.sql("select count(*) from " + table).query(Long.class).single();
        if (count > MOST) {
            throw new TooMany();
        }
        database.sql("select " + id + ", " + key + " from " + table)
                .query((row, n) -> all.put(row.getString(1), named(row.getString(1), row.getInt(2), 0))).list();
        next = 1 + database.sql("select greatest((select coalesce(max(" + key + "), 0) from " + table
                + "), coalesce(pg_sequence_last_value(" + sequence + "), 0))").query(Integer.class).single();
    }

    /** The id with its number. @param account that a new one is for */
    Named of(CharSequence text, int account) {
        int place = hash(text) & CACHED - 1;
        Named cached = cache[place];
        if (cached != null && cached.is(text)) {
            return cached;
        }
        String id = text.toString();
        Named named = all.get(id);
        if (named == null) {
            if (all.size() >= MOST) {
                throw new TooMany();
            }
            named = named(id, next++, account);
            all.put(id, named);
            fresh.add(named);
        }
        cache[place] = named;
        return named;
    }

    private static Named named(String id, int key, int account) {
        return new Named(id, key, EntryContent.sealed(id), account);
    }

    private static int hash(CharSequence text) {
        int hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return hash ^ hash >>> 16;
    }

    /** Those that were not there, in the order in which they were named. */
    List<Named> fresh() {
        return fresh;
    }

    /** After the new rows are written: the table goes on counting where this ended, and the planner learns what is in it. */
    void end(JdbcClient database) {
        if (fresh.isEmpty()) {
            return;
        }
        database.sql("select setval(" + sequence + ", " + (next - 1) + ")").query(Long.class).single();
        if (10 * fresh.size() >= all.size()) {
            database.sql("analyze " + table).update();
        }
    }
}
