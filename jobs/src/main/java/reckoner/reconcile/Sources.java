package reckoner.reconcile;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.ledger.Money;
import reckoner.ledger.OrderWindow;

/** What the source of an entry is known for: how it rounds balances and how far its order can be trusted. */
final class Sources {

    private record Source(long toleranceMicros, OrderWindow window) {}

    private final Map<Integer, Source> byLoad = new HashMap<>();
    private final @Nullable Long toleranceMicros;
    private final @Nullable OrderWindow window;

    Sources(JdbcClient database, ReconcileRequest request) {
        database.sql("select load_id, tolerance_micros, order_window from load where feed = 'ledger'")
                .query((row, n) -> byLoad.put(row.getInt(1), new Source(row.getLong(2), OrderWindow.parse(row.getString(3)))))
                .list();
        this.toleranceMicros = request.tolerance() == null ? null : Money.micros(request.tolerance());
        this.window = request.window();
    }

    /** Tolerance to apply, micro-credits: the one asked for, else the source's. */
    long toleranceMicros(int load) {
        return toleranceMicros != null ? toleranceMicros : ownToleranceMicros(load);
    }

    /** Tolerance that the source declares for itself, micro-credits. */
    long ownToleranceMicros(int load) {
        Source source = byLoad.get(load);
        return source == null ? 0 : source.toleranceMicros();
    }

    OrderWindow window(int load) {
        Source source = byLoad.get(load);
        return window != null ? window : source == null ? OrderWindow.INSTANT : source.window();
    }
}
