package reckoner.bench;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.core.io.FileSystemResource;
import org.springframework.transaction.PlatformTransactionManager;

/** A load as the guides of Spring Batch show it: a flat file reader, chunks of 1,000, and a batch writer. */
final class StockLoad {

    private static final int CHUNK = 1_000;
    private static final String INSERT = """
            insert into peer_ledger (transaction_id, account_id, event_id, occurred_at, service, type, status, quantity, amount, balance)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final DataSource source;

    /** @param source with {@code reWriteBatchedInserts} */
    StockLoad(JobRepository repository, PlatformTransactionManager transactions, DataSource source) {
        this.repository = repository;
        this.transactions = transactions;
        this.source = source;
    }

    /** One line of the file, in its order; the builder's own mapper makes it of the fields. */
    record Entry(String transaction_id, String account_id, String event_id, String occurred_at, String service, String type, String status,
            BigDecimal quantity, BigDecimal amount, BigDecimal balance) {}

    void load(Path file) {
        Job job = new JobBuilder("stock", repository)
                .start(new StepBuilder("copy", repository)
                        .<Entry, Entry>chunk(CHUNK).transactionManager(transactions)
                        .reader(reader(file)).writer(writer()).build())
                .build();
        JobParameters parameters = new JobParametersBuilder().addLong("started", System.nanoTime()).toJobParameters();
        JobExecution execution = repository.createJobExecution(
                repository.createJobInstance(job.getName(), parameters), parameters, new ExecutionContext());
        try {
            job.execute(execution);
        } catch (Exception e) {
            throw new IllegalStateException("the stock load failed", e);
        }
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException("the stock load ended as " + execution.getStatus(), first(execution.getAllFailureExceptions()));
        }
    }

    private static Throwable first(List<Throwable> failures) {
        return failures.isEmpty() ? null : failures.get(0);
    }

    private static FlatFileItemReader<Entry> reader(Path file) {
        return new FlatFileItemReaderBuilder<Entry>()
                .name("entries")
                .resource(new FileSystemResource(file))
                .linesToSkip(1)
                .delimited().names(LedgerFile.HEADER.split(","))
                .targetType(Entry.class)
                .build();
    }

    private JdbcBatchItemWriter<Entry> writer() {
        JdbcBatchItemWriter<Entry> writer = new JdbcBatchItemWriterBuilder<Entry>()
                .dataSource(source)
                .sql(INSERT)
                .itemPreparedStatementSetter((entry, row) -> {
                    row.setString(1, entry.transaction_id());
                    row.setString(2, entry.account_id());
                    row.setString(3, entry.event_id());
                    row.setObject(4, OffsetDateTime.parse(entry.occurred_at()));
                    row.setString(5, entry.service());
                    row.setString(6, entry.type());
                    row.setString(7, entry.status());
                    row.setBigDecimal(8, entry.quantity());
                    row.setBigDecimal(9, entry.amount());
                    row.setBigDecimal(10, entry.balance());
                })
                .build();
        writer.afterPropertiesSet();
        return writer;
    }
}
