package reckoner.reconcile;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.BiConsumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import reckoner.cluster.Partitions;

/** The job {@code reconcile}: read the ledger, walk the chains, run the checks, keep what was found. Every step or part is one transaction. */
@Configuration(proxyBeanMethods = false)
class ReconcileJob {

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final DataSource dataSource;
    private final JdbcClient database;
    private final ReconcileSettings settings;
    private final Sweeps sweeps;
    private final SweepParts parts;
    private final Scoping scoping;
    private final Clock clock;

    ReconcileJob(JobRepository repository, PlatformTransactionManager transactions, DataSource dataSource, JdbcClient database,
            ReconcileSettings settings, Sweeps sweeps, SweepParts parts, Scoping scoping, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.database = database;
        this.settings = settings;
        this.sweeps = sweeps;
        this.parts = parts;
        this.scoping = scoping;
        this.clock = clock;
    }

    @Bean
    Job reconcile(CheckRunner checks, Findings findings, Partitions partitions) {
        return new JobBuilder("reconcile", repository)
                .start(partitions.stepInParts("sweep", SweepParts.SWEEP, (parameters, at) ->
                        parts.cut(run(parameters), mark(ReconcileRequest.of(parameters)).entry(), sweeps.booked(), at)))
                .next(step("walk", this::walk))
                .next(step("checks", (run, request) -> {
                    database.sql("delete from found_discrepancy where run_id <= :run").param("run", run).update();
                    new Misplaced(database, run).settle();
                    checks.runAll(run, request);
                }))
                .next(step("findings", (run, request) -> {
                    if (!request.dryRun()) {
                        findings.merge(run, request);
                    }
                    database.sql("delete from chain_finding where run_id <= :run").param("run", run).update();
                    sweeps.forget(run);
                    database.sql("update reconcile_run set finished_at = :now where run_id = :run")
                            .param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("run", run).update();
                }))
                .build();
    }

    private Step step(String name, BiConsumer<Long, ReconcileRequest> work) {
        return new StepBuilder(name, repository)
                .tasklet((contribution, context) -> {
                    JobParameters parameters = contribution.getStepExecution().getJobParameters();
                    work.accept(run(parameters), ReconcileRequest.of(parameters));
                    return RepeatStatus.FINISHED;
                }, transactions)
                .build();
    }

    /** Number of the run, by which everything that it keeps is known. */
    static long run(JobParameters parameters) {
        return Objects.requireNonNull(parameters.getLong("run"));
    }

    /** Up to where everything was proven before, as far as this run may rely on it. */
    private Checkpoints.Mark mark(ReconcileRequest request) {
        boolean isNew = request.keepsCheckpoints() && !request.full() && scoping.remembers();
        return isNew ? new Checkpoints(new JdbcTemplate(dataSource)).mark("chain") : Checkpoints.Mark.NOTHING;
    }

    private void walk(long run, ReconcileRequest request) {
        database.sql("delete from chain_finding where run_id <= :run").param("run", run).update();
        sweeps.forget(run);
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            Causes causes = new Causes(new Evidence(database), settings);
            Sweep.Reference reference = parts.reference(request);
            Sources sources = reference.sources();
            Checkpoints checkpoints = new Checkpoints(new JdbcTemplate(dataSource));
            Checkpoints.Mark mark = mark(request);
            long booked = sweeps.booked();
            Sweep sweep = parts.whole(connection, run, mark.entry(), booked, reference);
            sweeps.keep(run, mark.entry(), booked, sweep);
            ChainWalk.Coverage coverage;
            long walked;
            if (request.keepsCheckpoints()) {
                ProvenWalk proven = new ProvenWalk(checkpoints, causes, sources, settings.lookAround(), run);
                proven.walk(connection, mark, sweep);
                coverage = checkpoints.coverage();
                walked = proven.entries();
            } else {
                coverage = ChainWalk.walk(connection, causes, sources, request, run);
                walked = coverage.entries();
            }
            database.sql("""
                            update reconcile_run
                            set accounts = :accounts, entries = :entries, amount_micros = :amount, covers_from = :from, covers_to = :to,
                              walked = :walked
                            where run_id = :run""")
                    .param("accounts", coverage.accounts())
                    .param("entries", coverage.entries())
                    .param("amount", new java.math.BigDecimal(coverage.amountMicros()))
                    .param("from", utc(coverage.from()))
                    .param("to", utc(coverage.to()))
                    .param("walked", walked)
                    .param("run", run)
                    .update();
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static java.time.@Nullable OffsetDateTime utc(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
