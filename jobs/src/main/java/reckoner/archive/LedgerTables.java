package reckoner.archive;

import java.sql.SQLException;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failure;

/**
 * Puts other rows in the place of stretches of the ledger. The new tables are made beside the ledger, with their keys and indexes, while
 * others use it; then they take the place of the old ones, which needs the ledger for as long as the catalogue is changed.
 */
final class LedgerTables {

    private static final int TRIES = 60;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String COLUMNS = """
            entry_id, occurred_at, sequence, quantity_micros, amount_micros, balance_micros, account_key, event_key, load_id, line_no, service_key,
              type, status, version, transaction_id, seal""";

    private final JdbcClient database;
    private final TransactionTemplate undoable;

    LedgerTables(JdbcClient database, PlatformTransactionManager transactions) {
        this.database = database;
        this.undoable = new TransactionTemplate(transactions);
        this.undoable.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Numbers of the stretches of the ledger that an archive has entries of. */
    List<Long> of(int archive) {
        return database.sql("""
                        select p.number
                        from ledger_partition p
                        where exists (
                          select 1
                          from archive_stretch s
                          where s.archive_id = :archive and s.first_entry >= p.first_entry and s.first_entry < p.past_entry)
                        order by p.number""").param("archive", archive).query(Long.class).list();
    }

    /** Make the tables without what leaves. */
    void buildWithoutLeaving(List<Long> numbers) {
        build(numbers, """
                select %1$s
                from ledger_entry_%2$d e
                where not exists (
                  select 1
                  from ending d
                  where d.account_key = e.account_key and e.occurred_at < d.before_at)""");
    }

    /** Make the tables with what comes back. */
    void buildWithReturning(List<Long> numbers) {
        build(numbers, """
                select %1$s
                from ledger_entry_%2$d
                union all
                select %1$s
                from returning_entry
                where entry_id >= %2$d * 10000000000 and entry_id < (%2$d + 1) * 10000000000""");
    }

    private void build(List<Long> numbers, String rows) {
        for (long number : numbers) {
            call("select new_kept_partition(:number)", number);
            // In the order of their numbers, as they were booked: so they are read.
            database.sql("insert into kept_ledger_entry_%2$d (%1$s)\n".formatted(COLUMNS, number)
                    + rows.formatted(COLUMNS, number) + "\norder by entry_id").update();
            call("select index_kept_partition(:number)", number);
            database.sql("analyze kept_ledger_entry_" + number).update();
        }
    }

    /**
     * Put them in place, last of all in the open transaction. Whoever has the ledger in use is waited for a moment at a time, so that
     * nobody queues up behind this.
     */
    void putInPlace(List<Long> numbers) {
        for (int i = 1; !isInPlace(numbers); i++) {
            if (i == TRIES) {
                throw Failure.environment("The ledger was in use by others all the time, some minutes long. Nothing was changed."
                        + " Let long exports end and type the same command again.");
            }
            pause();
        }
    }

    private boolean isInPlace(List<Long> numbers) {
        try {
            undoable.executeWithoutResult(status -> {
                database.sql("set local lock_timeout = '2s'").update();
                numbers.forEach(number -> call("select replace_ledger_partition(:number)", number));
                database.sql("set local lock_timeout to default").update();
                database.sql("select grant_rights()").query((row, n) -> "").single();
            });
            return true;
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException cause && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.environment("Stopped while the ledger was in use by others. Nothing was changed. Type the same command again.", e);
        }
    }

    private void call(String sql, long number) {
        database.sql(sql).param("number", number).query((row, n) -> "").single();
    }
}
