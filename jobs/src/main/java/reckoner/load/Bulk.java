package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failure;

/**
 * The short way for a long ledger file of new entries: copied straight into the ledger, sealed, while it is read, in one
 * transaction. Where the file is long beside the newest partition, it becomes one of its own, whose keys and indexes are made
 * afterwards; others use the ledger meanwhile. Where an id turns out to be there already, everything is undone and the file goes
 * the general way.
 */
final class Bulk {

    private static final int SAMPLE = 64 * 1024;
    /** About how much smaller a packed ledger is. */
    private static final int PACKED = 6;
    /** Of a file whose first entries are known most others are known too. */
    private static final int FIRST_ENTRIES = 100;
    private static final String UNIQUE_VIOLATION = "23505";

    private final DataSource source;
    private final JdbcClient database;
    private final TransactionTemplate undoable;
    private final Register register;
    private final LedgerBook book;
    private final LedgerPartitions partitions;
    private final LoadSettings settings;
    private final Clock clock;

    Bulk(DataSource source, PlatformTransactionManager transactions, Register register, LoadSettings settings, Clock clock) {
        this.source = source;
        this.database = JdbcClient.create(source);
        this.undoable = new TransactionTemplate(transactions);
        this.undoable.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.register = register;
        this.book = new LedgerBook(database, register);
        this.partitions = new LedgerPartitions(database, settings.partitionRows());
        this.settings = settings;
        this.clock = clock;
    }

    /** Book the file or refuse it; empty where it has to go the general way, and nothing was done. */
    Optional<Staging.Read> load(int load, Delivery delivery, Mapping mapping) throws IOException {
        if (mapping.feed() != Feed.LEDGER || mapping.newestFirst() || mapping.currency() != null) {
            return Optional.empty();
        }
        long rows = estimate(delivery);
        if (rows < settings.bulkFrom() || beginsWithKnown(delivery, mapping)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(undoable.execute(status -> {
                Staging.Read read = book(load, delivery, mapping, rows);
                if (read.tally().isRefused()) {
                    status.setRollbackOnly();
                }
                return read;
            }));
        } catch (DuplicateKeyException | Keys.TooMany e) {
            return Optional.empty();
        }
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

    private boolean beginsWithKnown(Delivery delivery, Mapping mapping) throws IOException {
        List<String> accounts = new ArrayList<>();
        List<String> transactions = new ArrayList<>();
        FileReading.readFirst(FIRST_ENTRIES, delivery.copy(), delivery.fileName(), mapping, clock, row -> {
            accounts.add(row.text(EntryCopy.ACCOUNT).toString());
            transactions.add(row.text(EntryCopy.TRANSACTION).toString());
        });
        return database.sql("""
                        select exists (
                          select 1
                          from unnest(:accounts, :transactions) as f (account_id, transaction_id)
                          join account a on a.account_id = f.account_id
                          join ledger_entry e on e.account_key = a.account_key and e.transaction_id = f.transaction_id)""")
                .param("accounts", accounts.toArray(String[]::new))
                .param("transactions", transactions.toArray(String[]::new))
                .query(Boolean.class).single();
    }

    private Staging.Read book(int load, Delivery delivery, Mapping mapping, long rows) {
        LedgerBook.lock(database);
        LedgerPartitions.Place place = partitions.forCopy(rows);
        NewNames names = new NewNames(database, source);
        long first = book.firstNumber(place);
        Tally tally = new Tally(delivery.allowedRejects());
        long[] lastLine = {0};
        Manifest manifest;
        long copied;
        EntryCopy copy = open(place, load, first, names);
        try (copy) {
            manifest = FileReading.read(delivery.copy(), delivery.fileName(), mapping, clock, tally, row -> {
                lastLine[0] = row.line();
                if (!tally.isRefused()) {
                    write(row, copy);
                }
            });
            Staging.requireManifest(manifest, settings, delivery, tally);
            copied = copy.finish();
        } catch (SQLException e) {
            throw stopped(lastLine[0], e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!tally.isRefused()) {
            names.create(mapping);
            if (place.bare()) {
                partitions.attach(place);
            }
            if (reachesArchive(place, load)) {
                throw new DuplicateKeyException("a line is of an archived part of the ledger");
            }
            if (partitions.knowElsewhere(place, first, copied)) {
                throw new DuplicateKeyException("an id is in an older partition");
            }
            register.keep(load, tally, manifest);
            Register.Counts counts = book.finish(load, tally.rows(), tally.rejected(), place, first, first + lastLine[0], copied);
            if (counts.accepted() != copied || counts.known() != 0 || !counts.amountMicros().equals(String.valueOf(tally.sumMicros()))) {
                throw new Failure(Failure.Category.BUG, "Load %d does not add up: %s, %d rows copied, sum %d. Nothing was booked. Keep the file and report this."
                        .formatted(load, counts, copied, tally.sumMicros()));
            }
        }
        return new Staging.Read(tally, manifest);
    }

    /** Such lines are told one by one, which is done on the general way. */
    private boolean reachesArchive(LedgerPartitions.Place place, int load) {
        return database.sql("select exists (select 1 from archived_account)").query(Boolean.class).single()
                && Script.named("ledger_reaches_archive", place.table()).isTrue(database, Map.of("load", load));
    }

    private EntryCopy open(LedgerPartitions.Place place, int load, long first, NewNames names) {
        byte[] seal = database.sql("select last_seal from seal_now").query(byte[].class).single();
        // Rows of a table that nobody sees yet can be written as what vacuum would make of them later, page by page.
        try {
            CopyIn copy = DataSourceUtils.getConnection(source).unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy " + place.table() + " (" + EntryCopy.COLUMNS + ") from stdin (format binary" + (place.bare() ? ", freeze" : "") + ")");
            return new EntryCopy(copy, load, first, seal, names);
        } catch (SQLException e) {
            throw stopped(0, e);
        }
    }

    private static void write(Row row, EntryCopy copy) {
        try {
            copy.write(row);
        } catch (SQLException e) {
            throw stopped(row.line(), e);
        }
    }

    private static RuntimeException stopped(long line, SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState()) ? new DuplicateKeyException("an id is there already", e) : Staging.stopped(line, e);
    }
}
