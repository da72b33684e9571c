package reckoner.seal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Entries of a load that lay side by side in the chain and are in the files of an archive.
 *
 * @param first number of the first of them
 * @param sealBefore that the first of them follows from
 * @param lastSeal that what comes after them follows from
 */
record ArchivedStretch(int load, long first, long last, long entries, byte[] sealBefore, byte[] lastSeal) {

    /** All of them, by load, in the order of the chain. */
    static Map<Integer, List<ArchivedStretch>> byLoad(JdbcClient database) {
        Map<Integer, List<ArchivedStretch>> byLoad = new TreeMap<>();
        database.sql("select load_id, first_entry, last_entry, entries, seal_before, last_seal from archived_stretch order by first_entry")
                .query((row, n) -> new ArchivedStretch(row.getInt(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getBytes(5), row.getBytes(6)))
                .list().forEach(stretch -> byLoad.computeIfAbsent(stretch.load, load -> new ArrayList<>()).add(stretch));
        return byLoad;
    }
}
