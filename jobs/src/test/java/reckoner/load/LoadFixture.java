package reckoner.load;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.unit.DataSize;
import reckoner.Home;
import reckoner.database.TestDatabase;

/** A home directory and a fresh database with the job {@code load}, as small as it gets. */
final class LoadFixture implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");

    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    final Home home;
    private final HikariDataSource pool;
    final DataSource source;
    final JdbcClient database;

    LoadFixture(Path root) {
        this(root, Path.of("../config"));
    }

    LoadFixture(Path root, Path config) {
        this(root, config, 50_000);
    }

    LoadFixture(Path root, Path config, long bulkFrom) {
        this(root, config, bulkFrom, 50_000_000);
    }

    /**
     * @param bulkFrom rows from which a file is copied straight into the ledger
     * @param partitionRows entries from which a partition is full
     */
    LoadFixture(Path root, Path config, long bulkFrom, long partitionRows) {
        home = new Home(root.resolve("home")).prepared();
        source = pool = pooled();
        database = JdbcClient.create(source);
        context.registerBean("dataSource", DataSource.class, () -> source);
        context.registerBean("transactionManager", JdbcTransactionManager.class, () -> new JdbcTransactionManager(source));
        System.setProperty(reckoner.Reckoner.CONFIG_PROPERTY, config.toString());
        context.registerBean(Home.class, () -> home);
        context.registerBean(Clock.class, () -> CLOCK);
        context.registerBean(LoadSettings.class, () -> new LoadSettings(Duration.ZERO, false, DataSize.ofMegabytes(64), bulkFrom, partitionRows));
        context.register(Batch.class, LoadConfiguration.class);
        context.refresh();
    }

    /** Signing in takes longer than most of what is asked. */
    private static HikariDataSource pooled() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(TestDatabase.freshDataSource());
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        return new HikariDataSource(config);
    }

    /** Not a configuration of its own, or every application that a test starts would find it. */
    @EnableBatchProcessing
    @EnableJdbcJobRepository
    static class Batch {}

    /** As new: no rows, no files, numbers from 1. */
    LoadFixture empty() {
        database.sql("""
                        do $$
                        declare
                          name text;
                          has_rows boolean;
                          tables text;
                        begin
                          for name in select p.name from ledger_partition p where p.number > 0 loop
                            execute 'drop table ' || name;
                          end loop;
                          for name in
                            select format('%I', tablename)
                            from pg_tables
                            where schemaname = 'public' and tablename not in ('flyway_schema_history', 'entry_type', 'entry_status')
                          loop
                            execute 'select exists (select 1 from ' || name || ')' into has_rows;
                            tables := case when has_rows then concat_ws(', ', tables, name) else tables end;
                          end loop;
                          if tables is not null then
                            set local session_replication_role = replica;
                            execute 'truncate ' || tables || ' cascade';
                          end if;
                          perform setval(format('%I', sequencename)::regclass, start_value, false)
                          from pg_sequences
                          where schemaname = 'public' and last_value is not null;
                        end $$""").update();
        try (Stream<Path> all = Files.walk(home.root())) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        home.prepared();
        return this;
    }

    Path file(String name, String... lines) {
        return bytes(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    Path bytes(String name, byte[] content) {
        try {
            return Files.write(home.inbox().resolve(name), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Intake intake() {
        return context.getBean(Intake.class);
    }

    Receipts receipts() {
        return context.getBean(Receipts.class);
    }

    /** Load files as the command does; the receipt of each. */
    List<Receipt> load(long allowedRejects, Path... files) {
        return intake().load(List.of(files), null, allowedRejects, this::start);
    }

    Receipt load(Path file) {
        return load(0, file).get(0);
    }

    void start(JobParameters parameters) {
        JobExecution execution = run(parameters);
        if (execution.getStatus().isUnsuccessful()) {
            throw new IllegalStateException("load failed", execution.getAllFailureExceptions().get(0));
        }
    }

    JobExecution run(JobParameters parameters) {
        try {
            return context.getBean(JobOperator.class).start(context.getBean("load", Job.class), parameters);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows of every table that a file can change. */
    Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String table : List.of("account", "plan_change", "event", "service", "price", "load", "rejected_record", "ledger_entry",
                "superseded_entry", "repeated_record", "usage_record", "payment")) {
            rows.put(table, number("select count(*) from " + table));
        }
        return rows;
    }

    long number(String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    /** One line of text for each row. */
    List<String> lines(String sql) {
        return database.sql(sql).query((row, n) -> {
            StringBuilder line = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                line.append(i == 1 ? "" : "|").append(row.getString(i));
            }
            return line.toString();
        }).list();
    }

    @Override
    public void close() {
        context.close();
        pool.close();
    }
}
