package reckoner.archive;

import java.nio.file.Path;
import java.util.List;
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

/** The jobs {@code archive} and {@code archiveReturn}; their parameters are {@link Archives#parameters}. Each step is one transaction. */
@Configuration(proxyBeanMethods = false)
class ArchiveJob {

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;

    ArchiveJob(JobRepository repository, PlatformTransactionManager transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    private interface Work {
        void on(int archive, JobParameters parameters);
    }

    @Bean(Archives.JOB)
    Job archive(Taking taking) {
        return new JobBuilder(Archives.JOB, repository)
                .start(step("write", (archive, parameters) -> taking.write(archive, List.of(parameters.getString("spanning", "").split(",")))))
                .next(step("remove", (archive, parameters) -> taking.remove(archive)))
                .build();
    }

    @Bean(Archives.RETURN_JOB)
    Job archiveReturn(Taking taking) {
        return new JobBuilder(Archives.RETURN_JOB, repository)
                .start(step("return", (archive, parameters) -> taking.bringBack(archive, Path.of(Objects.requireNonNull(parameters.getString("folder"))))))
                .build();
    }

    private Step step(String name, Work work) {
        return new StepBuilder(name, repository)
                .tasklet((contribution, context) -> {
                    JobParameters parameters = contribution.getStepExecution().getJobParameters();
                    work.on(Math.toIntExact(Objects.requireNonNull(parameters.getLong("archive"))), parameters);
                    return RepeatStatus.FINISHED;
                }, transactions)
                .build();
    }
}
