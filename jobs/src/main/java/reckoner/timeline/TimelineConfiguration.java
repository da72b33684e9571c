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

/**
 * The job {@code timeline}. Identifying parameter: {@code request}, new for each request to build. Parameter {@code full}
 * ("true": build everything again) does not identify.
 */
@Configuration(proxyBeanMethods = false)
class TimelineConfiguration {

    @Bean
    Job timeline(JobRepository repository, PlatformTransactionManager transactions, TimelineBuild build) {
        Step step = new StepBuilder("buckets", repository)
                .tasklet(
                        (contribution, context) -> {
                            Object full = context.getStepContext().getJobParameters().getOrDefault("full", "false");
                            TimelineBuild.Built built = build.build(Boolean.parseBoolean(full.toString()));
                            contribution.incrementWriteCount(built.entries());
                            return RepeatStatus.FINISHED;
                        },
                        transactions)
                .build();
        return new JobBuilder("timeline", repository).start(step).build();
    }
}
