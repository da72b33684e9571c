package reckoner.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import reckoner.Failure;
import reckoner.Home;
import reckoner.load.Intake;
import reckoner.load.Receipt;
import reckoner.run.Runs;

/**
 * Times the load of one file against its peers, in turns, each into an empty ledger: plain copies, stock Spring Batch, and
 * ours as the command line does it; then the same file again, and a day's file on a large ledger.
 */
public final class LoadBench {

    private static final long SEED = 20_261_123L;
    private static final long MOST_A_DAY = 100_000;
    private static final long BYTES_PER_ROW = 900;
    /** What the log of the server may grow to, and a database without rows. */
    private static final long SERVER_BYTES = 6L << 30;

    private final ApplicationContext application;
    private final JdbcTemplate database;
    private final PeerTable peer;
    private final StockLoad stock;
    private final Path folder;
    private final Consumer<String> progress;

    /**
     * On an application whose database may be emptied.
     *
     * @param progress is told what comes next
     */
    public LoadBench(ApplicationContext application, Consumer<String> progress) {
        this.application = application;
        this.database = application.getBean(JdbcTemplate.class);
        HikariDataSource source = application.getBean(HikariDataSource.class);
        this.peer = new PeerTable(database, source);
        this.stock = new StockLoad(application.getBean(JobRepository.class), application.getBean(PlatformTransactionManager.class), source);
        this.folder = application.getBean(Home.class).root().resolve("bench");
        this.progress = progress;
    }

    /** Beside whom; stock Spring Batch takes the most time, and plain copies of many rows take long too. */
    public enum Peers { ALL, COPIES, NONE }

    /**
     * What to measure.
     *
     * @param rows of the first load
     * @param dailyOn entries of the ledger on which a day's file is loaded, itself a first load that is timed; 0: leave that out
     */
    public record Plan(long rows, long dailyOn, int runs, Peers peers) {

        public Plan {
            if (rows < 1_000 || rows > LedgerFile.MOST_ROWS || dailyOn < 0 || dailyOn + runs * MOST_A_DAY > LedgerFile.MOST_ROWS || runs < 1 || runs > 100) {
                throw Failure.command("--rows %d --daily-on %d --runs %d: give 1000 to %d rows, 1 to 100 runs, and a ledger with room for the days' files."
                        .formatted(rows, dailyOn, runs, LedgerFile.MOST_ROWS));
            }
        }

        /** Rows of a day's file. */
        long day() {
            return Math.min(MOST_A_DAY, dailyOn);
        }
    }

    /** Measure all of it. */
    public LoadFigures run(Plan plan) throws IOException {
        requireEmptyLedger();
        requireRoom(plan);
        Files.createDirectories(folder);
        progress.accept(String.format(Locale.ROOT, "writing a ledger of %,d rows", plan.rows()));
        LedgerFile ledger = new LedgerFile(SEED, plan.rows());
        Path file = ledger.write(folder.resolve("ledger.csv"), plan.rows());
        Path packed = packed(file);
        LoadFigures figures = new LoadFigures(plan, ledger.accounts(), Files.size(file));
        for (int round = 1; round <= plan.runs(); round++) {
            String of = " (round %d of %d)".formatted(round, plan.runs());
            peers(figures, file, of, plan);
            ours(figures, file, packed, of, plan.rows());
        }
        daily(figures, plan);
        return figures;
    }

    private void peers(LoadFigures figures, Path file, String round, Plan plan) {
        if (plan.peers() == Peers.NONE) {
            return;
        }
        toPeer(figures.copy, round, () -> peer.copy(file), plan.rows());
        if (PeerTable.hasPsql()) {
            toPeer(figures.psql, round, () -> peer.psql(file), plan.rows());
        }
        if (plan.peers() == Peers.ALL) {
            toPeer(figures.stock, round, () -> stock.load(file), plan.rows());
        }
    }

    private void toPeer(LoadCase one, String round, Runnable work, long rows) {
        progress.accept(one.name() + round);
        empty();
        peer.create();
        settle();
        one.measure(work);
        peer.requireRows(rows);
        database.execute("drop table peer_ledger");
    }

    private void ours(LoadFigures figures, Path file, Path packed, String round, long rows) {
        progress.accept(figures.first.name() + round);
        empty();
        settle();
        PeakHeap.reset();
        figures.first.measure(() -> require(load(file), rows, 0, false));
        figures.peak(PeakHeap.mebibytes());
        settle();
        figures.again.measure(() -> require(load(file), rows, 0, true));
        settle();
        figures.repacked.measure(() -> require(load(packed), 0, rows, false));
    }

    private void daily(LoadFigures figures, Plan plan) throws IOException {
        if (plan.dailyOn() == 0) {
            return;
        }
        progress.accept(String.format(Locale.ROOT, "a ledger of %,d rows for the day's files", plan.dailyOn()));
        empty();
        LedgerFile ledger = new LedgerFile(SEED, plan.dailyOn());
        Path large = ledger.write(folder.resolve("ledger-large.csv"), plan.dailyOn());
        settle();
        PeakHeap.reset();
        figures.large.measure(() -> require(load(large), plan.dailyOn(), 0, false));
        figures.peak(PeakHeap.mebibytes());
        Files.delete(large);
        for (int round = 1; round <= plan.runs(); round++) {
            progress.accept("%s (round %d of %d)".formatted(figures.daily.name(), round, plan.runs()));
            Path day = ledger.write(folder.resolve("ledger-day-%d.csv".formatted(round)), plan.day());
            settle();
            figures.daily.measure(() -> require(load(day), plan.day(), 0, false));
        }
    }

    /** The way of {@code ./run.sh load FILE}. */
    private Receipt load(Path file) {
        Runs runs = application.getBean(Runs.class);
        return application.getBean(Intake.class).load(List.of(file), null, 0, parameters -> runs.start("load", parameters)).get(0);
    }

    private static void require(Receipt receipt, long accepted, long known, boolean again) {
        if (receipt.isRefused() || receipt.accepted() != accepted || receipt.known() != known || receipt.again() != again) {
            throw new IllegalStateException("the load did not do what is measured: " + receipt);
        }
    }

    private void requireEmptyLedger() {
        if (Boolean.TRUE.equals(database.queryForObject("select exists (select 1 from load)", Boolean.class))) {
            throw Failure.command("The database here is in use. A bench empties its database and works only on a scratch one. Nothing was changed.");
        }
    }

    /** A file, its copy and its packed copy, two tables with their indexes, and the log of the server. */
    private void requireRoom(Plan plan) {
        long needed = BYTES_PER_ROW * Math.max(plan.rows(), plan.dailyOn()) + SERVER_BYTES;
        long free = application.getBean(Home.class).root().toFile().getUsableSpace();
        if (free < needed) {
            throw Failure.environment("%,d rows need about %,d MiB of disk, there are %,d at %s. Nothing was measured. Give a --home on another disk, or fewer rows."
                    .formatted(Math.max(plan.rows(), plan.dailyOn()), needed >> 20, free >> 20, application.getBean(Home.class).root()));
        }
    }

    /** As new: no entry, no load, and no run that a next one could take for its own. */
    private void empty() {
        database.execute("""
                do $$
                declare
                  tables text;
                  partition text;
                begin
                  for partition in select name from ledger_partition where number > 0 loop
                    execute 'drop table ' || partition;
                  end loop;
                  select string_agg(format('%I', tablename), ', ') into tables
                  from pg_tables
                  where schemaname = 'public' and tablename not in ('flyway_schema_history', 'entry_type', 'entry_status');
                  set local session_replication_role = replica;
                  execute 'truncate ' || tables || ' restart identity';
                end $$""");
    }

    /** So that nobody pays for what the one before left to be written. */
    private void settle() {
        database.execute("checkpoint");
    }

    private Path packed(Path file) throws IOException {
        Path packed = folder.resolve("ledger-packed.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed), 1 << 16)) {
            Files.copy(file, out);
        }
        return packed;
    }

    /** All of them, in the order in which they are printed. */
    static List<LoadCase> measured(LoadFigures figures) {
        List<LoadCase> all = new ArrayList<>(List.of(figures.copy, figures.psql, figures.stock, figures.first, figures.again, figures.repacked, figures.large, figures.daily));
        all.removeIf(LoadCase::isEmpty);
        return all;
    }
}
