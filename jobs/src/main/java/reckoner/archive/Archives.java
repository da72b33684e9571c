package reckoner.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.Failure;
import reckoner.Sha256;
import reckoner.seal.LedgerProof;

/** The register of archives: what was taken out of the ledger, where its files are, and what is under way. */
@Component
public class Archives {

    /** Job that takes an archive out of the ledger. */
    public static final String JOB = "archive";
    /** Job that brings one back. */
    public static final String RETURN_JOB = "archiveReturn";

    private final JdbcClient database;
    private final LedgerProof seals;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Archives(JdbcClient database, LedgerProof seals, PlatformTransactionManager transactions, Clock clock) {
        this.database = database;
        this.seals = seals;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Rows, and accounts that they are of. */
    public record Counts(long accounts, long entries, long usageRecords, long payments) {

        boolean isNothing() {
            return entries + usageRecords + payments == 0;
        }
    }

    /** An account that keeps something of what was asked for, from this month on. */
    public record Held(String account, String fromMonth) {}

    /** What would be archived. */
    public record Plan(Counts counts, List<Held> held) {

        public boolean isNothing() {
            return counts.isNothing();
        }
    }

    /** An archive. @param state as the table has it: writing, removed, archived or returned */
    public record Archive(int id, String month, String folder, String state, Instant begunAt, long entries, long usageRecords, long payments) {}

    /** A file of an archive. */
    public record ArchiveFile(String name, String kind, long rows, long bytes, String sha256) {}

    /**
     * What would go, and whether it may: fails as {@code COMMAND} or {@code INPUT} where it may not. Changes nothing.
     *
     * @param spanning checks whose findings stand for several rows
     */
    public Plan plan(YearMonth month, Collection<String> spanning) {
        Refusals refusals = new Refusals(database);
        refusals.requireOwner();
        refusals.requireSettled();
        Plan plan = transaction.execute(status -> {
            status.setRollbackOnly();
            Boundaries boundaries = new Boundaries(database);
            boundaries.find(month, spanning);
            refusals.requireClosed();
            return new Plan(boundaries.counts(), boundaries.held());
        });
        Refusals.requireSealed(seals);
        return plan;
    }

    /** Note a new archive, of which nothing is written yet. The folder is one of its own below {@code place}. */
    public int begin(YearMonth month, Path place) {
        return transaction.execute(status -> {
            int id = database.sql("""
                            insert into archive (month, folder, state, begun_at)
                            values (:month, '', 'writing', :now)
                            returning archive_id""")
                    .param("month", month.toString()).param("now", clock.instant().atOffset(ZoneOffset.UTC)).query(Integer.class).single();
            database.sql("update archive set folder = :folder where archive_id = :archive")
                    .param("folder", place.toAbsolutePath().normalize().resolve("before-" + month + "-" + id).toString()).param("archive", id).update();
            return id;
        });
    }

    /** Parameters of both jobs; {@code spanning} matters to {@link #JOB} only. */
    public JobParameters parameters(int archive, @Nullable Path folder, Collection<String> spanning) {
        JobParametersBuilder parameters = new JobParametersBuilder().addLong("archive", (long) archive)
                .addString("spanning", String.join(",", spanning), false);
        if (folder != null) {
            parameters.addString("folder", folder.toAbsolutePath().normalize().toString(), false);
        }
        return parameters.toJobParameters();
    }

    /** One that was begun and is not done. */
    public Optional<Archive> unfinished() {
        return list().stream().filter(archive -> archive.state().equals("writing") || archive.state().equals("removed")).findFirst();
    }

    /** All there were, oldest first. */
    public List<Archive> list() {
        return database.sql("""
                        select archive_id as id, month, folder, state, begun_at, entries, usage_records, payments
                        from archive
                        order by archive_id""").query(Archive.class).list();
    }

    public Archive get(int id) {
        return list().stream().filter(archive -> archive.id() == id).findFirst()
                .orElseThrow(() -> Failure.command("There is no archive %d: it was given up before anything was taken out. Nothing was changed.".formatted(id)));
    }

    /** Files in the order in which they are loaded. */
    public List<ArchiveFile> files(int archive) {
        return database.sql("""
                        select file_name as name, kind, row_count as rows, bytes, sha256
                        from archive_file
                        where archive_id = :archive
                        order by kind like '% places', file_name""").param("archive", archive).query(ArchiveFile.class).list();
    }

    /** The archive in force that a file is of, whatever it is called now. Only what has the length of such a file is read. */
    public Optional<Archive> ofFile(Path file) throws IOException {
        if (!database.sql("select exists (select 1 from archive_file where bytes = :bytes)").param("bytes", Files.size(file)).query(Boolean.class).single()) {
            return Optional.empty();
        }
        return database.sql("""
                        select a.archive_id
                        from archive_file f
                        join archive a using (archive_id)
                        where f.sha256 = :sha256
                          and a.state in ('removed', 'archived')
                        limit 1""").param("sha256", Sha256.of(file)).query(Integer.class).optional().map(this::get);
    }

    /** Is any archive in force? */
    public boolean isAny() {
        return database.sql("select exists (select 1 from archive where state in ('removed', 'archived'))").query(Boolean.class).single();
    }

    /** Archives come back in the opposite order: fails as {@code COMMAND} where a later one is in force. */
    public void requireNewest(Archive archive) {
        list().stream().filter(other -> other.id() > archive.id() && (other.state().equals("removed") || other.state().equals("archived")))
                .reduce((first, second) -> second)
                .ifPresent(later -> {
                    throw Failure.command("Archive %d (before %s) ends where archive %d (before %s) begins. Nothing was changed. Take that one back first: ./run.sh load %s"
                            .formatted(archive.id(), archive.month(), later.id(), later.month(), later.folder()));
                });
    }

    /** Everybody finds what was found before: nothing is left to do. */
    public void settle(int archive) {
        for (String table : List.of("ledger_entry", "usage_record", "payment")) {
            database.sql("analyze " + table).update();
        }
        transaction.executeWithoutResult(status -> database.sql("update archive set state = 'archived', finished_at = :now where archive_id = :archive and state = 'removed'")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("archive", archive).update());
    }

    /** Give up what was begun and of which nothing has left yet, with its files. */
    public void giveUp(int archive) {
        Path folder = Path.of(get(archive).folder());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(folder);
            } catch (IOException e) {
                // Files that nothing refers to; the reason for giving up is what has to be told.
            }
        }
        transaction.executeWithoutResult(status -> {
            Keeping.forget(database, archive);
            database.sql("delete from archive_file where archive_id = :archive").param("archive", archive).update();
            database.sql("delete from archive where archive_id = :archive and state = 'writing'").param("archive", archive).update();
        });
    }
}
