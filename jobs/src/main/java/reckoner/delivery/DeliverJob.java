package reckoner.delivery;

import java.util.Objects;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The job {@code deliver}; its parameters are {@link Deliveries#parameters}. Every attempt commits on its own. */
@Configuration(proxyBeanMethods = false)
class DeliverJob {

    @Bean
    Job deliver(JobRepository repository, PlatformTransactionManager transactions, Outbox outbox, Round round) {
        Step send = new StepBuilder("send", repository)
                .tasklet(
                        (contribution, context) -> {
                            JobParameters parameters = contribution.getStepExecution().getJobParameters();
                            long request = Objects.requireNonNull(parameters.getLong("request"));
                            boolean again = Boolean.parseBoolean(parameters.getString("again"));
                            outbox.fill(parameters.getString("month"));
                            outbox.cancelReplaced(request);
                            if (again) {
                                outbox.reviveFailed();
                            }
                            round.send(request, again);
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
        return new JobBuilder(Deliveries.JOB, repository).start(send).build();
    }
}
