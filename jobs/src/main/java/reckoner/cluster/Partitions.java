package reckoner.cluster;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import reckoner.Failure;

/**
 * Makes a step of a step that is done in parts. The parts lie in a table; threads of this process and workers take them from
 * there alike, so that a run without workers is the same run.
 */
@Component
public class Partitions {

    private static final long WATCH_MILLIS = 1_000;
    private static final long IDLE_MILLIS = 50;

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final WorkQueue queue;
    private final Fingerprint fingerprint;
    private final ClusterSettings settings;
    private final BeanFactory steps;
    private final Clock clock;

    Partitions(JobRepository repository, PlatformTransactionManager transactions, WorkQueue queue, Fingerprint fingerprint,
            ClusterSettings settings, BeanFactory steps, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.queue = queue;
        this.fingerprint = fingerprint;
        this.settings = settings;
        this.steps = steps;
        this.clock = clock;
    }

    /** Says what a run is about. */
    @FunctionalInterface
    public interface Keys {

        /** The key of the account of each thing to do, as often as there are things; empty where the step is not done in parts. */
        List<Integer> of(JobParameters parameters);
    }

    /** Says what the parts of a run are. */
    @FunctionalInterface
    public interface Cut {

        /** The parts, in order; empty where the step is not done in parts. */
        List<Part> of(JobParameters parameters, Instant at);
    }

    /** What is done for one part, in one transaction. */
    @FunctionalInterface
    public interface Work {

        void of(Part part, StepExecution step);
    }

    /** The step that does one part; to be a bean of that name, so that workers find it. */
    public Step part(String name, Work work) {
        return new StepBuilder(name, repository)
                .tasklet((contribution, context) -> {
                    work.of(Part.of(contribution.getStepExecution()), contribution.getStepExecution());
                    return RepeatStatus.FINISHED;
                }, transactions)
                .build();
    }

    /**
     * A step that does {@code part}, a step bean of that name, for every range of accounts. It is done anew when a run is continued,
     * so a part has to find out by itself what is left.
     */
    public Step step(String name, String part, Keys keys) {
        return stepInParts(name, part, (parameters, at) -> cut(keys.of(parameters), at));
    }

    /** The same, for parts that the job itself knows how to cut. */
    public Step stepInParts(String name, String part, Cut cut) {
        return new StepBuilder(name, repository)
                .partitioner(part, grid -> Map.of())
                .splitter(new Splitter(part, cut))
                .partitionHandler((splitter, step) -> done(part, splitter.split(step, 0), step))
                .allowStartIfComplete(true)
                .build();
    }

    private final class Splitter implements StepExecutionSplitter {

        private final String part;
        private final Cut cut;

        Splitter(String part, Cut cut) {
            this.part = part;
            this.cut = cut;
        }

        @Override
        public String getStepName() {
            return part;
        }

        @Override
        public Set<StepExecution> split(StepExecution step, int grid) {
            Set<StepExecution> all = new LinkedHashSet<>();
            for (Part one : cut.of(step.getJobParameters(), clock.instant().truncatedTo(ChronoUnit.SECONDS))) {
                StepExecution execution = repository.createStepExecution(part + ":" + (all.size() + 1), step.getJobExecution());
                one.putInto(execution.getExecutionContext());
                repository.updateExecutionContext(execution);
                all.add(execution);
            }
            return all;
        }
    }

    /** Ranges of about equally many things; all things of an account are in one. */
    List<Part> cut(List<Integer> keys, Instant at) {
        List<Part> parts = new ArrayList<>();
        if (keys.size() < settings.partFrom()) {
            return parts;
        }
        List<Integer> sorted = keys.stream().sorted().toList();
        int from = 0;
        for (int next = 1; next <= sorted.size(); next++) {
            boolean ends = next == sorted.size() || next - from >= settings.partSize() && !sorted.get(next).equals(sorted.get(next - 1));
            if (ends) {
                parts.add(new Part(sorted.get(from), sorted.get(next - 1), at));
                from = next;
            }
        }
        return parts;
    }

    private Collection<StepExecution> done(String part, Set<StepExecution> parts, StepExecution step) throws Exception {
        if (parts.isEmpty()) {
            return List.of();
        }
        String own = fingerprint.now();
        queue.offer(part, parts, own);
        try {
            all(part, Math.min(settings.threadsHere(), parts.size()), own);
        } catch (Exception e) {
            withdraw(e);
            throw e;
        }
        return outcome(part, parts, step);
    }

    /** Workers need not go on with what has failed. */
    private void withdraw(Exception failure) {
        try {
            queue.clear();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void all(String part, int threads, String own) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, part);
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> hands = IntStream.range(0, threads).<Future<?>>mapToObj(n -> pool.submit(() -> work(own))).toList();
            for (Future<?> hand : hands) {
                await(hand);
            }
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private void await(Future<?> hand) throws Exception {
        while (true) {
            try {
                hand.get(WATCH_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                queue.takeFromLost(settings.lease());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }

    /** Until every part is at its end, whoever does it. */
    private void work(String own) {
        while (!Thread.currentThread().isInterrupted()) {
            Claim claim = queue.claim(WorkQueue.RUN, own).orElse(null);
            if (claim != null) {
                Ended ended = execute(claim);
                if (ended.failure() != null) {
                    queue.failed(claim, String.valueOf(ended.failure().getMessage()));
                    throw ended.failure();
                }
                queue.done(claim);
            } else if (queue.open() == 0) {
                return;
            } else {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(IDLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How a part ended; neither failure nor stop: it is done. */
    record Ended(@Nullable RuntimeException failure, boolean stopped) {}

    /** Run the step of the part that was claimed, in this thread. */
    Ended execute(Claim claim) {
        StepExecution execution = Objects.requireNonNull(repository.getStepExecution(claim.step()));
        try {
            steps.getBean(claim.part(), Step.class).execute(execution);
        } catch (JobInterruptedException e) {
            return new Ended(null, true);
        }
        if (execution.getStatus() == BatchStatus.COMPLETED) {
            return new Ended(null, false);
        }
        if (execution.getStatus() == BatchStatus.STOPPED) {
            return new Ended(null, true);
        }
        return new Ended(failureOf(claim, execution), false);
    }

    private static RuntimeException failureOf(Claim claim, StepExecution execution) {
        List<Throwable> causes = execution.getFailureExceptions();
        return !causes.isEmpty() && causes.get(0) instanceof RuntimeException cause ? cause
                : new IllegalStateException("part " + claim.step() + " of " + claim.part() + " ended as " + execution.getStatus(),
                        causes.isEmpty() ? null : causes.get(0));
    }

    private Collection<StepExecution> outcome(String part, Set<StepExecution> parts, StepExecution step) throws JobInterruptedException {
        List<String> failures = queue.failures();
        queue.clear();
        if (!failures.isEmpty()) {
            throw Failure.environment("%d of %d parts of the step %s could not be done: %s. What was done before stays. Repeat the command when that is mended."
                    .formatted(failures.size(), parts.size(), part, failures.get(0)));
        }
        List<StepExecution> all = parts.stream().map(one -> Objects.requireNonNull(repository.getStepExecution(one.getId()))).toList();
        if (step.isTerminateOnly() || all.stream().anyMatch(one -> one.getStatus() == BatchStatus.STOPPED)) {
            throw new JobInterruptedException("The run was asked to stop.");
        }
        return all;
    }
}
