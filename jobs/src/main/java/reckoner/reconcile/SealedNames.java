package reckoner.reconcile;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.seal.EntryContent;

/** What the keys of an entry are called, as it is sealed. */
final class SealedNames {

    private static final byte[] NOTHING = EntryContent.sealed(null);

    private final byte[][] accounts;
    private final byte[][] events;
    private final byte[][] services;
    private final List<SealLinks.Gone> gone;

    SealedNames(JdbcClient database) {
        accounts = read(database, "select account_key, account_id from account");
        events = read(database, "select event_key, event_id from event");
        services = read(database, "select service_key, name from service");
        gone = database.sql("select last_entry, last_seal from archived_stretch order by last_entry")
                .query((row, n) -> new SealLinks.Gone(row.getLong(1), row.getBytes(2))).list();
    }

    private static byte[][] read(JdbcClient database, String sql) {
        var names = new Object() {
            byte @Nullable [][] byKey = new byte[1_024][];
        };
        database.sql(sql).query(row -> {
            int key = row.getInt(1);
            if (key >= names.byKey.length) {
                names.byKey = Arrays.copyOf(names.byKey, Math.max(key + 1, 2 * names.byKey.length));
            }
            names.byKey[key] = EntryContent.sealed(row.getString(2));
        });
        byte[][] all = new byte[names.byKey.length][];
        Arrays.setAll(all, key -> names.byKey[key] == null ? NOTHING : names.byKey[key]);
        return all;
    }

    /** What is archived of the chain, in its order. */
    List<SealLinks.Gone> gone() {
        return gone;
    }

    /** One more than the highest key of an account. */
    int accounts() {
        return accounts.length;
    }

    byte[] account(int key) {
        return name(accounts, key);
    }

    byte[] event(int key) {
        return name(events, key);
    }

    byte[] service(int key) {
        return name(services, key);
    }

    private static byte[] name(byte[][] names, int key) {
        return key >= 0 && key < names.length ? names[key] : NOTHING;
    }
}
