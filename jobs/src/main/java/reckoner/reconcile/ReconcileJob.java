package reckoner.reconcile;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
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

/** The job {@code reconcile}: walk the chains, run the checks, keep what was found. Every step is one transaction. */
@Configuration(proxyBeanMethods = false)
class ReconcileJob {

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final DataSource dataSource;
    private final JdbcClient database;
    private final ReconcileSettings settings;
    private final Sweeps sweeps;
    private final Clock clock;

    ReconcileJob(JobRepository repository, PlatformTransactionManager transactions, DataSource dataSource, JdbcClient database,
            ReconcileSettings settings, Sweeps sweeps, Clock clock) {
        this.repository = repository;
        this.transactions = transactions;
        this.dataSource = dataSource;
        this.database = database;
        this.settings = settings;
        this.sweeps = sweeps;
        this.clock = clock;
    }

    @Bean
    Job reconcile(CheckRunner checks, Findings findings, Scoping scoping) {
        return new JobBuilder("reconcile", repository)
                .start(step("walk", (run, request) -> walk(run, request, request.full() || !scoping.remembers())))
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
                    work.accept(parameters.getLong("run"), ReconcileRequest.of(parameters));
                    return RepeatStatus.FINISHED;
                }, transactions)
                .build();
    }

    private void walk(long run, ReconcileRequest request, boolean full) {
        database.sql("delete from chain_finding where run_id <= :run").param("run", run).update();
        sweeps.forget(run);
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            Causes causes = new Causes(new Evidence(database), settings);
            Sources sources = new Sources(database, request);
            Checkpoints checkpoints = new Checkpoints(new JdbcTemplate(dataSource));
            Checkpoints.Mark mark = full || !request.keepsCheckpoints() ? Checkpoints.Mark.NOTHING : checkpoints.mark("chain");
            long booked = sweeps.booked();
            Sweep sweep = new LedgerScan(connection).sweep(mark.entry(), new Sweep.Reference(sources, new PricesInForce(database),
                    new EventPeriods(database, settings.eventGrace()), new SealedNames(database)));
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
