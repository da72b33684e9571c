package reckoner.load;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Failure;

/**
 * First step: the file, read strictly, into a staging table of its own, in one transaction. It begins from the top every
 * time, because unlogged rows do not survive a server that crashes and a remembered position is not to be trusted.
 */
final class Staging implements Tasklet {

    private final DataSource source;
    private final JdbcClient database;
    private final Register register;
    private final Mappings mappings;
    private final LoadSettings settings;
    private final Clock clock;

    Staging(DataSource source, JdbcClient database, Register register, Mappings mappings, LoadSettings settings, Clock clock) {
        this.source = source;
        this.database = database;
        this.register = register;
        this.mappings = mappings;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws IOException, SQLException {
        Delivery delivery = Delivery.of(contribution.getStepExecution().getJobParameters());
        Mapping mapping = mappings.named(delivery.mapping());
        PrivateCopy.verify(delivery);
        Integer load = register.begin(delivery, mapping).orElse(null);
        if (load == null) {
            return RepeatStatus.FINISHED;
        }
        StagingTable table = new StagingTable(mapping.feed(), load);
        table.create(database);
        Tally tally = new Tally(delivery.allowedRejects());
        Manifest manifest = stage(delivery, mapping, table, tally);
        register.rejectOnly(load, tally.kept());
        register.staged(load, tally);
        register.stated(load, manifest);
        if (tally.isRefused()) {
            table.drop(database);
            register.finish(load, "refused", new Register.Counts(tally.rows(), 0, tally.rejected(), 0, "0"));
        } else {
            table.analyze(database);
        }
        return RepeatStatus.FINISHED;
    }

    private @Nullable Manifest stage(Delivery delivery, Mapping mapping, StagingTable table, Tally tally) throws IOException, SQLException {
        try (RowCopy copy = table.copy(source)) {
            Manifest manifest = FileReading.read(delivery.copy(), delivery.fileName(), mapping, clock, tally, row -> write(row, copy, tally));
            if (manifest == null && settings.manifestRequired() && !tally.isBroken()) {
                tally.refuse(new Rejection(0, "manifest", "", "is missing", "Deliver " + delivery.fileName() + Manifest.ENDING + " with it"));
            }
            copy.finish();
            return manifest;
        }
    }

    /** Once the file is sure to be refused, its rows are read for their faults only. */
    private static void write(Row row, RowCopy copy, Tally tally) {
        if (tally.isRefused()) {
            return;
        }
        try {
            copy.write(row);
        } catch (SQLException e) {
            throw Failure.environment("The database stopped taking rows at line %d: %s. Nothing of the file was loaded. Run the same command again."
                    .formatted(row.line(), e.getMessage()), e);
        }
    }
}
