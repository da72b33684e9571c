package reckoner.statements;

import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import reckoner.cluster.Partitions;
import reckoner.document.Documents;

/**
 * The job {@code statements}: one account is one item; what a chunk decided commits together. Where there are many, parts make
 * them ready first: they decide, then print with the numbers to be. Only the step {@code issue} gives numbers; files get their
 * places when its chunks have committed, and what a death in between has left out the last step makes again.
 */
@Configuration(proxyBeanMethods = false)
class StatementsJob {

    /** Statements held in memory together; as many as are printed side by side, and a few more. */
    private static final int CHUNK = 8;

    @Bean
    Job statements(JobRepository repository, PlatformTransactionManager transactions, Partitions partitions, StatementParts parts,
            AccountsToDo accountsToDo, StatementWork statementWork, IssuedFiles issuedFiles) {
        Step number = new StepBuilder("number", repository)
                .tasklet((contribution, context) -> {
                    parts.number(contribution.getStepExecution().getJobParameters());
                    return RepeatStatus.FINISHED;
                }, transactions)
                .allowStartIfComplete(true)
                .build();
        Step issue = new StepBuilder("issue", repository)
                .<Integer, Settled>chunk(CHUNK)
                .transactionManager(transactions)
                .reader(accountsToDo)
                .processor(statementWork)
                .writer(statementWork)
                .build();
        Step shelve = new StepBuilder("shelve", repository)
                .tasklet((contribution, context) -> {
                    issuedFiles.shelve(number(contribution.getStepExecution().getJobParameters()));
                    return RepeatStatus.FINISHED;
                }, transactions)
                .build();
        return new JobBuilder("statements", repository)
                .start(partitions.step("decide", StatementParts.DECIDE, parts::accounts))
                .next(number)
                .next(partitions.step("print", StatementParts.PRINT, parts::numbered))
                .next(issue)
                .next(shelve)
                .build();
    }

    @Bean
    Documents documents() {
        return Documents.create();
    }

    @Bean
    @StepScope
    AccountsToDo accountsToDo(JdbcClient database, Shelf shelf, @Value("#{stepExecution}") StepExecution step) {
        shelf.clear();
        JobParameters parameters = step.getJobParameters();
        return new AccountsToDo(database, StatementsRequest.of(parameters), number(parameters));
    }

    @Bean
    @StepScope
    StatementWork statementWork(StatementMaker maker, Prepared prepared, Issuing issuing, @Value("#{stepExecution}") StepExecution step) {
        JobParameters parameters = step.getJobParameters();
        return new StatementWork(maker, prepared, issuing, StatementsRequest.of(parameters), number(parameters));
    }

    /** Decides each account, then closes the chunk. */
    static class StatementWork implements ItemProcessor<Integer, Settled>, ItemWriter<Settled> {

        private final StatementMaker maker;
        private final Prepared prepared;
        private final Issuing issuing;
        private final StatementsRequest request;
        private final long number;

        StatementWork(StatementMaker maker, Prepared prepared, Issuing issuing, StatementsRequest request, long number) {
            this.maker = maker;
            this.prepared = prepared;
            this.issuing = issuing;
            this.request = request;
            this.number = number;
        }

        @Override
        public Settled process(Integer account) {
            return prepared.statement(number, account).orElseGet(() -> maker.settle(account, request));
        }

        @Override
        public void write(Chunk<? extends Settled> chunk) {
            issuing.close(number, request, chunk.getItems());
        }
    }

    static long number(JobParameters parameters) {
        Long number = parameters.getLong("request");
        if (number == null) {
            throw new IllegalArgumentException("the parameter request is missing");
        }
        return number;
    }
}
