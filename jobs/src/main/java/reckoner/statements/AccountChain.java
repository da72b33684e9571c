package reckoner.statements;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.ledger.Chain;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;
import reckoner.ledger.LedgerEntry;
import reckoner.ledger.Link;
import reckoner.ledger.OrderWindow;

/**
 * Streams the current entries of one account through its chain, with the anchor, tolerance and window that reconciliation
 * uses. Needs an open transaction, so that the cursor streams.
 */
@Component
class AccountChain {

    private static final int FETCH = 5_000;

    private final JdbcClient database;

    AccountChain(JdbcClient database) {
        this.database = database;
    }

    /** Receives the links in order. */
    interface Receiver extends Consumer<Link> {
        /** Nothing from this instant on can matter any more; null: everything does. */
        @Nullable Instant enough();
    }

    Account account(int key) {
        return database.sql("""
                        select account_key, account_id, name, time_zone, currency, opening_balance_micros, x.before_at
                        from account
                        left join archived_account x using (account_key)
                        where account_key = :key""")
                .param("key", key)
                .query((row, n) -> new Account(
                        row.getInt("account_key"),
                        row.getString("account_id"),
                        row.getString("name"),
                        ZoneId.of(row.getString("time_zone")),
                        row.getString("currency"),
                        opening(row),
                        row.getTimestamp("before_at") == null ? null : row.getTimestamp("before_at").toInstant()))
                .single();
    }

    void walk(Account account, Receiver receiver) {
        Map<Integer, Source> sources = sources();
        database.sql(Queries.ENTRIES.sql())
                .withFetchSize(FETCH)
                .param("account", account.key())
                .query(rows -> {
                    stream(rows, account, sources, receiver);
                    return true;
                });
    }

    private static void stream(ResultSet rows, Account account, Map<Integer, Source> sources, Receiver receiver) throws SQLException {
        if (!rows.next()) {
            return;
        }
        OrderWindow window = sourceOf(rows, sources).window();
        Settled settled = new Settled(receiver, window);
        Chain chain = new Chain(account.openingMicros(), window, account.zone(), settled);
        do {
            chain.add(entry(rows, sourceOf(rows, sources).toleranceMicros()));
        } while (!settled.enough && rows.next());
        if (!settled.enough) {
            chain.finish();
        }
    }

    /** Notices when a link has come that no earlier entry can follow: what was handed on before it is final. */
    private static final class Settled implements Consumer<Link> {

        private final Receiver receiver;
        private final @Nullable Instant end;
        private boolean enough;

        Settled(Receiver receiver, OrderWindow window) {
            this.receiver = receiver;
            Instant asked = receiver.enough();
            Duration reach = window.length().isNegative() ? Duration.ofDays(2) : window.length();
            // In a window of a number of entries, time says nothing about what may still come before.
            this.end = asked == null || window.entries() > 0 ? null : asked.plus(reach);
        }

        @Override
        public void accept(Link link) {
            receiver.accept(link);
            enough |= end != null && !link.entry().occurredAt().isBefore(end);
        }
    }

    private static LedgerEntry entry(ResultSet row, long toleranceMicros) throws SQLException {
        long sequence = row.getLong("sequence");
        Long sequenceOrNull = row.wasNull() ? null : sequence;
        long balance = row.getLong("balance_micros");
        Long balanceOrNull = row.wasNull() ? null : balance;
        return new LedgerEntry(
                row.getLong("entry_id"),
                row.getInt("account_key"),
                row.getString("transaction_id"),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                sequenceOrNull,
                row.getInt("event_key"),
                row.getShort("service_key"),
                EntryType.ofCode(row.getInt("type")),
                EntryStatus.ofCode(row.getInt("status")),
                row.getLong("quantity_micros"),
                row.getLong("amount_micros"),
                balanceOrNull,
                toleranceMicros);
    }

    private record Source(long toleranceMicros, OrderWindow window) {
        static final Source UNKNOWN = new Source(0, OrderWindow.INSTANT);
    }

    private static Source sourceOf(ResultSet row, Map<Integer, Source> sources) throws SQLException {
        return sources.getOrDefault(row.getInt("load_id"), Source.UNKNOWN);
    }

    private Map<Integer, Source> sources() {
        Map<Integer, Source> byLoad = new HashMap<>();
        database.sql("select load_id, tolerance_micros, order_window from load where feed = 'ledger'")
                .query((row, n) -> byLoad.put(row.getInt(1), new Source(row.getLong(2), OrderWindow.parse(row.getString(3)))))
                .list();
        return byLoad;
    }

    private static OptionalLong opening(ResultSet row) throws SQLException {
        long opening = row.getLong("opening_balance_micros");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(opening);
    }
}
