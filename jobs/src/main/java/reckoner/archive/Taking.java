package reckoner.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import reckoner.Failure;

/**
 * Takes an archive out of the ledger and brings it back. Both need the run lock and an open transaction; what they do to the
 * database is all in it.
 */
@Component
class Taking {

    private final DataSource source;
    private final JdbcClient database;
    private final LedgerTables tables;
    private final Archives archives;

    Taking(DataSource source, JdbcClient database, PlatformTransactionManager transactions, Archives archives) {
        this.source = source;
        this.database = database;
        this.tables = new LedgerTables(database, transactions);
        this.archives = archives;
    }

    /** Write the files and keep what has to be kept; nothing leaves yet. */
    void write(int archive, Collection<String> spanning) {
        lock();
        Archives.Archive own = archives.get(archive);
        if (!own.state().equals("writing")) {
            return;
        }
        Keeping.forget(database, archive);
        database.sql("delete from archive_file where archive_id = :archive").param("archive", archive).update();
        Boundaries boundaries = new Boundaries(database);
        boundaries.find(YearMonth.parse(own.month()), spanning);
        new Refusals(database).requireClosed();
        Script.run(database, "keep", Map.of("archive", archive));
        Path folder = Path.of(own.folder());
        try {
            writeFiles(archive, own.month(), folder);
        } catch (IOException | SQLException e) {
            throw Failure.environment("Cannot write the files of the archive to %s (%s). Nothing was archived. Make room or choose another --output and type the same command again."
                    .formatted(folder, e.getMessage()), e);
        }
        Archives.Counts counts = boundaries.counts();
        database.sql("""
                        update archive
                        set entries = :entries, usage_records = :usage, payments = :payments,
                          lowest_id = (select min(transaction_id) from leaving_entry), highest_id = (select max(transaction_id) from leaving_entry)
                        where archive_id = :archive""")
                .param("entries", counts.entries()).param("usage", counts.usageRecords()).param("payments", counts.payments()).param("archive", archive).update();
    }

    private void writeFiles(int archive, String month, Path folder) throws IOException, SQLException {
        FeedFiles files = new FeedFiles(connection());
        ArchiveManifests manifests = new ArchiveManifests(database, archive);
        List<FeedFiles.Written> all = new ArrayList<>();
        for (Content content : Content.values()) {
            FeedFiles.Written written = files.write(folder, content.file + "-before-" + month + "-" + archive + content.ending, content.query);
            if (content.isFeed()) {
                manifests.ofFeed(folder, content, written);
            }
            all.add(written);
            database.sql("insert into archive_file (archive_id, file_name, kind, row_count, bytes, sha256) values (:archive, :name, :kind, :rows, :bytes, :sha256)")
                    .param("archive", archive).param("name", written.name()).param("kind", content.kind).param("rows", written.rows())
                    .param("bytes", written.bytes()).param("sha256", written.sha256()).update();
        }
        manifests.ofAll(folder, month, all);
    }

    /** Read the files back, prove that they are what is in the database, and take that out. */
    void remove(int archive) {
        lock();
        Archives.Archive own = archives.get(archive);
        if (!own.state().equals("writing")) {
            return;
        }
        new Boundaries(database).of(archive);
        readBack(archive, Path.of(own.folder()));
        long different = database.sql(Script.text("difference")).query(Long.class).single();
        if (different > 0) {
            throw new Failure(Failure.Category.BUG, "%,d rows of the files in %s are not what is in the database. Nothing was archived. Keep the files and report this."
                    .formatted(different, own.folder()));
        }
        List<Long> numbers = tables.of(archive);
        tables.buildWithoutLeaving(numbers);
        Script.run(database, "remove", Map.of("archive", archive));
        Script.run(database, "forget", Map.of());
        state(archive, "removed");
        tables.putInPlace(numbers);
    }

    /** Bring everything back from the files in {@code folder}, as it was. */
    void bringBack(int archive, Path folder) {
        lock();
        Archives.Archive own = archives.get(archive);
        if (own.state().equals("returned")) {
            return;
        }
        archives.requireNewest(own);
        readBack(archive, folder);
        List<Long> numbers = tables.of(archive);
        tables.buildWithReturning(numbers);
        Script.run(database, "bring_back", Map.of("archive", archive));
        Script.run(database, "forget", Map.of());
        state(archive, "returned");
        Keeping.forget(database, archive);
        tables.putInPlace(numbers);
        // Whose name was let go meanwhile: what was typed beside a payment does not bring it back.
        database.sql("""
                        update payment p
                        set reference = x.pseudonym
                        from erasure x, returning_payment r
                        where x.account_key = p.account_key
                          and r.account_key = p.account_key
                          and r.payment_id = p.payment_id
                          and p.reference <> x.pseudonym
                          and not leads_to_entry(p.account_key, p.reference)""").update();
    }

    /** Read the files and make their seals again; fails as {@code INPUT} where they are not those that were written. Changes nothing. */
    void prove(int archive) {
        readBack(archive, Path.of(archives.get(archive).folder()));
    }

    /** The rows that the files make, in the tables {@code returning_…}; fails as {@code INPUT} where they are not those that were written. */
    private void readBack(int archive, Path folder) {
        Script.run(database, "scratch", Map.of());
        try {
            FeedFiles files = new FeedFiles(connection());
            for (Archives.ArchiveFile file : archives.files(archive)) {
                Content content = Content.of(file.kind());
                files.read(folder.resolve(file.name()), file.sha256(), content.table(), content.columns);
                database.sql("analyze " + content.table()).update();
            }
        } catch (IOException | SQLException e) {
            throw Failure.input("Cannot read the files of the archive in %s (%s). Nothing was changed. Fetch an undamaged copy of them.".formatted(folder, e.getMessage()));
        }
        Script.run(database, "returning", Map.of("archive", archive));
        List<String> unproven = database.sql(Script.text("unproven")).param("archive", archive)
                .query((row, n) -> "entries %d to %d".formatted(row.getLong("first_entry"), row.getLong("last_entry"))).list();
        Archives.Counts found = database.sql("""
                        select 0 as accounts, (select count(*) from returning_entry) as entries, (select count(*) from returning_usage) as usage_records,
                          (select count(*) from returning_payment) as payments""").query(Archives.Counts.class).single();
        Archives.Archive own = archives.get(archive);
        if (!unproven.isEmpty() || found.entries() != own.entries() || found.usageRecords() != own.usageRecords() || found.payments() != own.payments()) {
            throw Failure.input("The files in %s do not make what was sealed%s. Nothing was changed. Fetch an undamaged copy of them."
                    .formatted(folder, unproven.isEmpty() ? "" : ": " + unproven.get(0)));
        }
    }

    private void state(int archive, String state) {
        database.sql("update archive set state = :state where archive_id = :archive").param("state", state).param("archive", archive).update();
    }

    /** Nothing is booked meanwhile, in whatever process. */
    private void lock() {
        database.sql("select 1 from (select pg_advisory_xact_lock(hashtext('reckoner.load.book'))) as booking").query(Integer.class).single();
        database.sql("set local work_mem = '256MB'").update();
    }

    private Connection connection() {
        return DataSourceUtils.getConnection(source);
    }
}
