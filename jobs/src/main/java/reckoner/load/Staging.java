package reckoner.load;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Failure;

/**
 * First step: the file, read strictly, into a staging table of its own, in one transaction; or, see {@link Bulk}, at once into
 * the ledger. It begins from the top every
 * time, because unlogged rows do not survive a server that crashes and a remembered position is not to be trusted.
 */
final class Staging implements Tasklet {

    private final DataSource source;
    private final JdbcClient database;
    private final Bulk bulk;
    private final Register register;
    private final Mappings mappings;
    private final LoadSettings settings;
    private final Clock clock;

    Staging(DataSource source, JdbcClient database, Bulk bulk, Register register, Mappings mappings, LoadSettings settings, Clock clock) {
        this.source = source;
        this.database = database;
        this.bulk = bulk;
        this.register = register;
        this.mappings = mappings;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws IOException, SQLException {
        Delivery delivery = Delivery.of(contribution.getStepExecution().getJobParameters());
        Mapping mapping = mappings.named(delivery.mapping());
        // Hashed while it is read. What is wrong with the copy comes before anything that was read in it, and undoes it.
        CompletableFuture<Void> proof = PrivateCopy.proof(delivery);
        try {
            read(delivery, mapping);
        } finally {
            PrivateCopy.await(proof);
        }
        return RepeatStatus.FINISHED;
    }

    private void read(Delivery delivery, Mapping mapping) throws IOException, SQLException {
        Integer load = register.begin(delivery, mapping).orElse(null);
        if (load == null) {
            return;
        }
        Optional<Read> booked = bulk.load(load, delivery, mapping);
        if (booked.isPresent()) {
            keepRefused(load, booked.get());
            return;
        }
        StagingTable table = new StagingTable(mapping.feed(), load);
        table.create(database);
        Tally tally = new Tally(delivery.allowedRejects());
        Read read = new Read(tally, stage(delivery, mapping, table, tally));
        if (tally.isRefused()) {
            table.drop(database);
            keepRefused(load, read);
        } else {
            register.keep(load, tally, read.manifest());
            table.analyze(database);
        }
    }

    /** What a file turned out to be. */
    record Read(Tally tally, @Nullable Manifest manifest) {}

    private void keepRefused(int load, Read read) {
        Tally tally = read.tally();
        if (tally.isRefused()) {
            register.keep(load, tally, read.manifest());
            register.finish(load, "refused", new Register.Counts(tally.rows(), 0, tally.rejected(), 0, "0"));
        }
    }

    private @Nullable Manifest stage(Delivery delivery, Mapping mapping, StagingTable table, Tally tally) throws IOException, SQLException {
        try (RowCopy copy = table.copy(source)) {
            Manifest manifest = FileReading.read(delivery.copy(), delivery.fileName(), mapping, clock, tally, row -> {
                // Once the file is sure to be refused, its rows are read for their faults only.
                if (!tally.isRefused()) {
                    write(row, copy);
                }
            });
            requireManifest(manifest, settings, delivery, tally);
            copy.finish();
            return manifest;
        }
    }

    static void requireManifest(@Nullable Manifest manifest, LoadSettings settings, Delivery delivery, Tally tally) {
        if (manifest == null && settings.manifestRequired() && !tally.isBroken()) {
            tally.refuse(new Rejection(0, "manifest", "", "is missing", "Deliver " + delivery.fileName() + Manifest.ENDING + " with it"));
        }
    }

    private static void write(Row row, RowCopy copy) {
        try {
            copy.write(row);
        } catch (SQLException e) {
            throw stopped(row.line(), e);
        }
    }

    static Failure stopped(long line, SQLException e) {
        return Failure.environment("The database stopped taking rows at line %d: %s. Nothing of the file was loaded. Run the same command again."
                .formatted(line, e.getMessage()), e);
    }
}
