package reckoner.timeline;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import reckoner.cluster.Partitions;

/** The job {@code timeline}; its parameters are {@link TimelineBuild#request}. */
@Configuration(proxyBeanMethods = false)
class TimelineConfiguration {

    @Bean
    Job timeline(JobRepository repository, PlatformTransactionManager transactions, TimelineBuild build, TimelineParts parts, Partitions partitions) {
        Step buckets = new StepBuilder("buckets", repository)
                .tasklet(
                        (contribution, context) -> {
                            TimelineBuild.Built built = build.build(TimelineBuild.isFull(contribution.getStepExecution().getJobParameters()));
                            contribution.incrementWriteCount(built.entries());
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
        return new JobBuilder("timeline", repository)
                .start(partitions.stepInParts("accounts", TimelineParts.BUILD, (parameters, at) -> parts.cut(TimelineBuild.isFull(parameters), at)))
                .next(buckets)
                .build();
    }
}
