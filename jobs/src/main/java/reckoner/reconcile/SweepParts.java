package reckoner.reconcile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import reckoner.cluster.ClusterSettings;
import reckoner.cluster.Decisive;
import reckoner.cluster.Part;
import reckoner.cluster.Partitions;

/**
 * A sweep of many entries, made in parts by threads of this process and by workers. A part is a range of entry numbers, which
 * lies together in the table: ranges of accounts would make every part read all of it.
 */
@Component
class SweepParts {

    /** Name of the step that does a part. */
    static final String SWEEP = "sweepEntries";
    /** However large the ledger: each part tells of nearly every account. */
    private static final int MOST_PARTS = 64;

    private final DataSource dataSource;
    private final JdbcClient database;
    private final ReconcileSettings settings;
    private final ClusterSettings cluster;

    SweepParts(DataSource dataSource, JdbcClient database, ReconcileSettings settings, ClusterSettings cluster) {
        this.dataSource = dataSource;
        this.database = database;
        this.settings = settings;
        this.cluster = cluster;
    }

    @Configuration(proxyBeanMethods = false)
    static class Steps {

        @Bean
        Decisive reconcileSettings(ReconcileSettings settings) {
            return () -> "reckoner.reconcile.event-grace " + settings.eventGrace();
        }

        @Bean(SWEEP)
        Step sweepEntries(Partitions partitions, SweepParts parts) {
            return partitions.part(SWEEP, parts::sweep);
        }
    }

    private record Block(long first, long last, long entries) {

        /** Has every number an entry? */
        boolean isDense() {
            return entries == last - first + 1;
        }
    }

    /** The parts of what has a number above {@code afterEntry}; none where it is read in one go. */
    List<Part> cut(long run, long afterEntry, long booked, Instant at) {
        forget(run);
        List<Block> blocks = database.sql("""
                        select first_entry as first, last_entry as last, entries
                        from load_seal
                        where entries > 0
                          and last_entry > :after
                        order by first_entry""")
                .param("after", afterEntry).query(Block.class).list();
        long all = blocks.stream().mapToLong(Block::entries).sum();
        if (all < 2 * cluster.partEntries()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        long from = afterEntry + 1;
        for (long last : ends(blocks, Math.max(cluster.partEntries(), all / MOST_PARTS))) {
            database.sql("insert into sweep_part (run_id, from_entry, to_entry, is_first, booked) values (:run, :from, :to, :first, :booked)")
                    .param("run", run).param("from", from).param("to", last).param("first", parts.isEmpty()).param("booked", booked).update();
            parts.add(new Part(from, last, at));
            from = last + 1;
        }
        return parts.size() == 1 ? List.of() : parts;
    }

    /** Last number of each part of about {@code size} entries, with entries shortly before it to lead in what comes next. */
    private static List<Long> ends(List<Block> blocks, long size) {
        List<Long> ends = new ArrayList<>();
        long since = 0;
        for (Block block : blocks) {
            if (!block.isDense() || block.entries < LedgerScan.LEAD) {
                since += block.entries;
                continue;
            }
            long at = block.first - 1;
            while (since + block.last - at >= size) {
                at = Math.min(block.last, Math.max(at + Math.max(1, size - since), block.first + LedgerScan.LEAD));
                ends.add(at);
                since = 0;
            }
            since += block.last - at;
        }
        // Whatever anybody put in behind what was booked is in the last part.
        if (!ends.isEmpty() && ends.get(ends.size() - 1) >= blocks.get(blocks.size() - 1).last) {
            ends.remove(ends.size() - 1);
        }
        ends.add(Long.MAX_VALUE);
        return ends;
    }

    private void sweep(Part part, StepExecution step) {
        long run = ReconcileJob.run(step.getJobParameters());
        boolean isFirst = database.sql("select is_first from sweep_part where run_id = :run and from_entry = :from")
                .param("run", run).param("from", part.from()).query(Boolean.class).single();
        Sweep.Reference reference = reference(ReconcileRequest.of(step.getJobParameters()));
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            LedgerScan scan = new LedgerScan(connection);
            Sweep sweep = isFirst ? scan.first(part.from() - 1, part.to(), reference) : scan.amid(part.from(), part.to(), reference);
            database.sql("update sweep_part set content = :content where run_id = :run and from_entry = :from")
                    .param("content", written(sweep)).param("run", run).param("from", part.from()).update();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    static byte[] written(Sweep sweep) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            sweep.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    Sweep.Reference reference(ReconcileRequest request) {
        return new Sweep.Reference(new Sources(database, request), new PricesInForce(database), new EventPeriods(database, settings.eventGrace()),
                new SealedNames(database));
    }

    /**
     * The sweep of everything above {@code afterEntry}: what the parts told, where they were made of the same ledger, else read
     * here in one go.
     */
    Sweep whole(Connection connection, long run, long afterEntry, long booked, Sweep.Reference reference) throws SQLException {
        List<Long> parts = database.sql("select from_entry from sweep_part where run_id = :run and booked = :booked and content is not null order by 1")
                .param("run", run).param("booked", booked).query(Long.class).list();
        LedgerScan scan = new LedgerScan(connection);
        if (parts.isEmpty() || parts.get(0) != afterEntry + 1 || !areAll(run, parts.size())) {
            return scan.sweep(afterEntry, reference);
        }
        Sweep whole = new Sweep(reference, afterEntry);
        for (long part : parts) {
            byte[] content = database.sql("select content from sweep_part where run_id = :run and from_entry = :from")
                    .param("run", run).param("from", part).query(byte[].class).single();
            try {
                whole.append(new DataInputStream(new ByteArrayInputStream(content)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        forget(run);
        return whole;
    }

    private boolean areAll(long run, int parts) {
        return database.sql("select count(*) from sweep_part where run_id = :run").param("run", run).query(Integer.class).single() == parts;
    }

    /** Nothing of this run and those before is kept any more. */
    private void forget(long run) {
        database.sql("delete from sweep_part where run_id <= :run").param("run", run).update();
    }
}
