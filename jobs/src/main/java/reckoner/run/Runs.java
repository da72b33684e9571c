package reckoner.run;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.InvalidJobParametersException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobExecutionAlreadyRunningException;
import org.springframework.batch.core.launch.JobExecutionNotRunningException;
import org.springframework.batch.core.launch.JobInstanceAlreadyCompleteException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.JobRestartException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;
import reckoner.Failure;

/** Starts jobs by name, one at a time per database. */
@Component
public class Runs {

    private final JobOperator operator;
    private final JobRepository repository;
    private final ApplicationContext jobs;
    private final RunLock lock;
    private final Recovery recovery;

    Runs(JobOperator operator, JobRepository repository, ApplicationContext jobs, RunLock lock, Recovery recovery) {
        this.operator = operator;
        this.repository = repository;
        this.jobs = jobs;
        this.lock = lock;
        this.recovery = recovery;
    }

    /** How a start ended: done now, or found done by an earlier run with the same parameters. */
    public enum Outcome {
        DONE,
        ALREADY_DONE
    }

    /** Hold the run lock over several starts, so that nothing comes between them; recovers what died before. */
    public <T> T exclusively(String command, Supplier<T> work) {
        try (RunLock.Held held = lock.take(command)) {
            recovery.heal();
            return work.get();
        }
    }

    /**
     * Run the job to its end. With the identifying parameters of a run that failed or was killed, that run is continued.
     *
     * @throws Failure as the job's own failure; {@code BUSY} where another process holds the run lock
     */
    public Outcome start(String jobName, JobParameters parameters) {
        return exclusively(jobName, () -> run(jobs.getBean(jobName, Job.class), parameters));
    }

    /** Continue the run that attempt {@code execution} belongs to; a run that is complete is left alone. */
    public Outcome restart(String jobName, long execution) {
        return exclusively("runs restart " + execution, () -> {
            JobExecution attempt = Objects.requireNonNull(repository.getJobExecution(execution));
            return run(jobs.getBean(jobName, Job.class), attempt.getJobParameters());
        });
    }

    /** Heal runs that died; fails as {@code BUSY} while one is alive. Returns how many there were. */
    public int recover() {
        try (RunLock.Held held = lock.take("runs recover")) {
            return recovery.heal();
        }
    }

    /**
     * Take the run lock from whoever holds it, also from a process that is alive but does not answer, and heal what it left. What
     * it does when it wakes up is refused.
     *
     * @return what it was doing, or null where nobody held the lock
     */
    public @Nullable String takeOver() {
        String interrupted = lock.breakOpen();
        recover();
        return interrupted;
    }

    /** Ask an attempt to stop at its next commit, in whatever process it runs; fails as {@code COMMAND} where it does not run. */
    public void stop(long execution) {
        JobExecution attempt = repository.getJobExecution(execution);
        try {
            if (attempt == null || !operator.stop(attempt)) {
                throw Failure.command("Run " + execution + " does not run. Nothing was changed.");
            }
        } catch (JobExecutionNotRunningException e) {
            throw Failure.command("Run " + execution + " does not run. Nothing was changed.");
        }
    }

    private Outcome run(Job job, JobParameters parameters) {
        try {
            JobExecution execution = operator.start(job, parameters);
            if (execution.getStatus() == BatchStatus.COMPLETED) {
                return Outcome.DONE;
            }
            throw failureOf(job, execution);
        } catch (JobInstanceAlreadyCompleteException e) {
            return Outcome.ALREADY_DONE;
        } catch (JobExecutionAlreadyRunningException e) {
            throw Failure.busy("The job '" + job.getName() + "' is marked as running. Type: ./run.sh runs recover");
        } catch (JobRestartException | InvalidJobParametersException e) {
            throw new Failure(Failure.Category.BUG, "The job '" + job.getName() + "' cannot be started: " + e.getMessage(), e);
        }
    }

    /** The job's own words where it has some, else the first exception, which the command line puts into words. */
    private static Failure failureOf(Job job, JobExecution execution) {
        List<Throwable> all = execution.getAllFailureExceptions();
        for (Throwable exception : all) {
            for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
                if (cause instanceof Failure failure) {
                    return failure;
                }
            }
        }
        if (execution.getStatus() == BatchStatus.STOPPED) {
            return Failure.environment("The run of '" + job.getName() + "' was stopped. What was committed stays; the same command continues it.");
        }
        if (!all.isEmpty()) {
            throw new JobFailed(job.getName(), all.get(0));
        }
        return Failure.environment("The run of '" + job.getName() + "' ended as " + execution.getStatus()
                + ". Type: ./run.sh runs show " + execution.getId());
    }

    /** Carries an exception of a job out to where it is put into words. */
    static final class JobFailed extends RuntimeException {
        JobFailed(String job, Throwable cause) {
            super("The run of '" + job + "' failed", cause);
        }
    }
}
