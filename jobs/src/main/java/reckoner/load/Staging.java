package reckoner.load;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import javax.sql.DataSource;
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

    Staging(DataSource source, JdbcClient database, Register register, Mappings mappings) {
        this.source = source;
        this.database = database;
        this.register = register;
        this.mappings = mappings;
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
        Tally tally = stage(delivery, mapping, table);
        register.rejectOnly(load, tally.kept());
        register.staged(load, tally.rows(), tally.rejected());
        if (tally.isRefused()) {
            table.drop(database);
            register.finish(load, "refused", new Register.Counts(tally.rows(), 0, tally.rejected(), 0, "0"));
        } else {
            table.analyze(database);
        }
        return RepeatStatus.FINISHED;
    }

    private Tally stage(Delivery delivery, Mapping mapping, StagingTable table) throws IOException, SQLException {
        Tally tally = new Tally(delivery.allowedRejects());
        try (RowCopy copy = table.copy(source)) {
            try (InputStream in = Container.open(delivery.copy());
                    FeedReader reader = new FeedReader(mapping, in)) {
                tally.readRows(reader.readAll(taker(tally, copy)));
            } catch (Unreadable e) {
                tally.end(e);
            }
            copy.finish();
        }
        return tally;
    }

    /** Once the file is sure to be refused, its rows are read for their faults only. */
    private static FeedReader.Taker taker(Tally tally, RowCopy copy) {
        return new FeedReader.Taker() {
            @Override
            public void row(Row row) {
                if (!tally.isRefused()) {
                    try {
                        copy.write(row);
                    } catch (SQLException e) {
                        throw Failure.environment("The database stopped taking rows at line %d: %s. Nothing of the file was loaded. Run the same command again."
                                .formatted(row.line(), e.getMessage()), e);
                    }
                }
            }

            @Override
            public void rejected(Rejection rejection) {
                tally.add(rejection);
            }
        };
    }
}
