package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failure;

/**
 * The short way for a ledger file that is large beside the ledger: copied straight into it while it is read, with keys and
 * indexes made afterwards. All in one transaction, during which nobody else can look at the ledger; where an id turns out to
 * be there already, everything is undone and the file goes the general way.
 */
final class Bulk {

    private static final int SAMPLE = 64 * 1024;
    /** About how much smaller a packed ledger is. */
    private static final int PACKED = 6;

    private final DataSource source;
    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final TransactionTemplate undoable;
    private final Register register;
    private final LedgerBook book;
    private final LoadSettings settings;
    private final Clock clock;

    Bulk(DataSource source, PlatformTransactionManager transactions, Register register, LoadSettings settings, Clock clock) {
        this.source = source;
        this.database = JdbcClient.create(source);
        this.batches = new JdbcTemplate(source);
        this.undoable = new TransactionTemplate(transactions);
        this.undoable.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.register = register;
        this.book = new LedgerBook(database, register);
        this.settings = settings;
        this.clock = clock;
    }

    /** Is the file one whose entries come oldest first, many in themselves and as many as the ledger has? */
    boolean suits(Delivery delivery, Mapping mapping) throws IOException {
        if (mapping.feed() != Feed.LEDGER || mapping.newestFirst()) {
            return false;
        }
        long there = database.sql("select coalesce(sum(entries), 0) from load_seal").query(Long.class).single();
        return estimate(delivery) >= Math.max(settings.bulkFrom(), there);
    }

    private static long estimate(Delivery delivery) throws IOException {
        try (InputStream in = Container.open(delivery.copy())) {
            byte[] sample = in.readNBytes(SAMPLE);
            long lines = 1;
            for (byte b : sample) {
                lines += b == '\n' ? 1 : 0;
            }
            long bytes = Container.isPacked(delivery.copy()) ? delivery.bytes() * PACKED : delivery.bytes();
            return sample.length < SAMPLE ? lines : bytes * lines / sample.length;
        } catch (Unreadable e) {
            return 0;
        }
    }

    /** Book the file or refuse it; empty where it has to go the general way, and nothing was done. */
    Optional<Staging.Read> load(int load, Delivery delivery, Mapping mapping) {
        try {
            return Optional.ofNullable(undoable.execute(status -> {
                Staging.Read read = book(load, delivery, mapping);
                if (read.tally().isRefused()) {
                    status.setRollbackOnly();
                }
                return read;
            }));
        } catch (DuplicateKeyException | CannotAcquireLockException | Keys.TooMany e) {
            return Optional.empty();
        }
    }

    private Staging.Read book(int load, Delivery delivery, Mapping mapping) {
        LedgerBook.lock(database);
        database.sql("set local lock_timeout = '3s'").update();
        database.sql("lock table ledger_entry in access exclusive mode").update();
        database.sql("set local lock_timeout = 0").update();
        TableIndexes indexes = new TableIndexes(database, "ledger_entry");
        indexes.drop();
        Keys accounts = new Keys(database, "account", "account_id");
        Keys events = new Keys(database, "event", "event_id");
        Keys services = new Keys(database, "service", "name");
        long first = book.firstNumber();
        Tally tally = new Tally(delivery.allowedRejects());
        long[] lastLine = {0};
        byte[] seal = database.sql("select last_seal from seal_now").query(byte[].class).single();
        Manifest manifest;
        long copied;
        try (EntryCopy copy = new EntryCopy(
                DataSourceUtils.getConnection(source).unwrap(PGConnection.class).getCopyAPI()
                        .copyIn("copy ledger_entry (" + EntryCopy.COLUMNS + ") from stdin (format binary)"),
                load, first, seal, accounts, events, services)) {
            manifest = FileReading.read(delivery.copy(), delivery.fileName(), mapping, clock, tally, row -> {
                lastLine[0] = row.line();
                if (!tally.isRefused()) {
                    write(row, copy);
                }
            });
            Staging.requireManifest(manifest, settings, delivery, tally);
            copied = copy.finish();
        } catch (SQLException e) {
            throw Staging.stopped(lastLine[0], e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!tally.isRefused()) {
            long last = first + lastLine[0];
            book.lastNumber(last);
            create(mapping, accounts, events, services);
            indexes.create();
            register.keep(load, tally, manifest);
            Register.Counts counts = book.finish(load, tally.rows(), tally.rejected(), first, last);
            if (counts.accepted() != copied || counts.known() != 0 || !counts.amountMicros().equals(String.valueOf(tally.sumMicros()))) {
                throw new Failure(Failure.Category.BUG, "Load %d does not add up: %s, %d rows copied, sum %d. Nothing was booked. Keep the file and report this."
                        .formatted(load, counts, copied, tally.sumMicros()));
            }
        }
        return new Staging.Read(tally, manifest);
    }

    private static void write(Row row, EntryCopy copy) {
        try {
            copy.write(row);
        } catch (SQLException e) {
            throw Staging.stopped(row.line(), e);
        }
    }

    /** What the file was the first to name. */
    private void create(Mapping mapping, Keys accounts, Keys events, Keys services) {
        batches.batchUpdate("""
                        insert into account (account_key, account_id, name, time_zone, currency, known) overriding system value
                        values (?, ?, ?, ?, ?, false)""", accounts.fresh(), 500, (row, account) -> {
            row.setInt(1, account.key());
            row.setString(2, account.id());
            row.setString(3, account.id());
            row.setString(4, mapping.accountZone());
            row.setString(5, mapping.accountCurrency());
        });
        batches.batchUpdate("""
                        insert into event (event_key, event_id, account_key, name, known) overriding system value
                        values (?, ?, ?, ?, false)""", events.fresh(), 500, (row, event) -> {
            row.setInt(1, event.key());
            row.setString(2, event.id());
            row.setInt(3, event.account());
            row.setString(4, event.id());
        });
        batches.batchUpdate("""
                        insert into service (service_key, name, feature, engine) overriding system value
                        select key, name, coalesce(substring(name from '^(.*\\S) \\([^()]+\\)$'), name),
                          coalesce(substring(name from '^.*\\S \\(([^()]+)\\)$'), name)
                        from (values (?, ?)) as s (key, name)""", services.fresh(), 500, (row, service) -> {
            row.setInt(1, service.key());
            row.setString(2, service.id());
        });
        accounts.end(database);
        events.end(database);
        services.end(database);
        for (Keys keys : new Keys[] {accounts, events}) {
            if (!keys.fresh().isEmpty()) {
                database.sql("analyze " + (keys == accounts ? "account" : "event")).update();
            }
        }
    }
}
