package reckoner.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.sql.DataSource;

/** The best that one writes by hand to prove the balances alone: {@code lag} in three forms. Each finds no break, or fails. */
final class PlainQueries {

    private final DataSource source;

    PlainQueries(DataSource source) {
        this.source = source;
    }

    void sorted() {
        lag("true", "enable_indexscan", "enable_indexonlyscan", "enable_bitmapscan");
    }

    void covered() {
        lag("true", "enable_sort", "enable_incremental_sort", "enable_seqscan");
    }

    /** On two connections, each with half of the accounts. */
    void coveredByTwo(long middle) {
        CompletableFuture<Void> upper = CompletableFuture.runAsync(
                () -> lag("account_key >= " + middle, "enable_sort", "enable_incremental_sort", "enable_seqscan"));
        lag("account_key < " + middle, "enable_sort", "enable_incremental_sort", "enable_seqscan");
        try {
            upper.join();
        } catch (CompletionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** How many entries do not follow from the one before; without the ways to plan it that are named. */
    private void lag(String where, String... without) {
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local max_parallel_workers_per_gather = 0");
            for (String way : without) {
                statement.execute("set local " + way + " = off");
            }
            try (ResultSet row = statement.executeQuery("""
                    select count(*)
                    from (
                      select
                        balance_micros + case when status <> 1 then 0 when type in (2, 6) then amount_micros else -amount_micros end as before,
                        lag(balance_micros) over (partition by account_key order by occurred_at, entry_id) as earlier
                      from ledger_entry
                      where %s
                    ) e
                    where before <> earlier""".formatted(where))) {
                row.next();
                if (row.getLong(1) != 0) {
                    throw new IllegalStateException("a sound ledger has " + row.getLong(1) + " breaks");
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
