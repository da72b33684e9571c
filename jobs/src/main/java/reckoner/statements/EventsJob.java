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
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import reckoner.cluster.Partitions;

/**
 * The job {@code events}: some events of one account are one item and one transaction. Where there are
 * many, parts make the documents ready first; the last step puts them in place.
 */
@Configuration(proxyBeanMethods = false)
class EventsJob {

    @Bean
    Job events(JobRepository repository, PlatformTransactionManager transactions, Partitions partitions, EventParts parts,
            EventsToDo eventsToDo, EventWork eventWork) {
        Step print = new StepBuilder("print", repository)
                .<EventGroup, EventGroup>chunk(1)
                .transactionManager(transactions)
                .reader(eventsToDo)
                .writer(eventWork)
                .build();
        return new JobBuilder("events", repository)
                .start(partitions.step("make", EventParts.MAKE, parts::accounts))
                .next(print)
                .build();
    }

    @Bean
    @StepScope
    EventsToDo eventsToDo(JdbcClient database, Prepared prepared, Shelf shelf, @Value("#{stepExecution}") StepExecution step) {
        shelf.clear();
        JobParameters parameters = step.getJobParameters();
        return new EventsToDo(database, prepared, EventsRequest.of(parameters), StatementsJob.number(parameters));
    }

    @Bean
    @StepScope
    EventWork eventWork(EventReports reports, @Value("#{stepExecution}") StepExecution step) {
        JobParameters parameters = step.getJobParameters();
        return new EventWork(reports, EventsRequest.of(parameters), StatementsJob.number(parameters));
    }

    /** Makes the reports of each group. */
    static class EventWork implements ItemWriter<EventGroup> {

        private final EventReports reports;
        private final EventsRequest request;
        private final long number;

        EventWork(EventReports reports, EventsRequest request, long number) {
            this.reports = reports;
            this.request = request;
            this.number = number;
        }

        @Override
        public void write(Chunk<? extends EventGroup> chunk) {
            chunk.forEach(group -> reports.make(number, request, group));
        }
    }
}
