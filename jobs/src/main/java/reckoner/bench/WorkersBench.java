package reckoner.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import reckoner.Home;
import reckoner.OwnProcess;
import reckoner.Reckoner;
import reckoner.faults.Databases;
import reckoner.faults.OwnDatabases;

/** A month's statements, PDF and XLSX, by one process and with workers: real processes on one database, each case on a copy of it. */
public final class WorkersBench {

    private static final long ENTRIES_PER_ACCOUNT = 1_000;
    private static final long JOINING_MILLIS = 120_000;
    private static final YearMonth MONTH = YearMonth.now(ZoneOffset.UTC).minusMonths(1);

    private final Path folder;
    private final Consumer<String> progress;

    /** @param folder where databases and documents go */
    public WorkersBench(Path folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** @param parts does the run do it in parts? */
    private record Case(String name, int threads, int workers, boolean parts) {}

    private static final List<Case> CASES = List.of(
            new Case("the run alone, not in parts", 1, 0, false),
            new Case("the run alone, one thread", 1, 0, true),
            new Case("the run and one worker, one thread each", 1, 1, true),
            new Case("the run alone, two threads", 2, 0, true));

    /** Issue the month of {@code accounts} accounts in every case, {@code rounds} times, and return Markdown. */
    public String run(int accounts, int rounds) throws IOException, InterruptedException {
        try (OwnDatabases databases = new OwnDatabases(folder.resolve("server"))) {
            Databases.Address filled = filled(databases, accounts);
            Map<Case, List<Double>> seconds = new LinkedHashMap<>();
            for (int round = 1; round <= rounds; round++) {
                for (Case one : CASES) {
                    progress.accept("%s (round %d of %d)".formatted(one.name(), round, rounds));
                    Databases.Address copy = databases.copyOf(filled);
                    seconds.computeIfAbsent(one, asked -> new ArrayList<>()).add(timed(one, copy));
                    databases.drop(copy);
                }
            }
            return table(seconds, accounts, rounds);
        }
    }

    private Databases.Address filled(OwnDatabases databases, int accounts) {
        progress.accept("a ledger of %,d accounts".formatted(accounts));
        Databases.Address address = databases.fresh();
        try (ConfigurableApplicationContext application = Reckoner.start(new Home(folder.resolve("filling")), Map.of(
                "reckoner.database.url", address.url(), "reckoner.database.username", address.username(), "reckoner.database.password", address.password()))) {
            new PagesLedger(application.getBean(JdbcTemplate.class), accounts * ENTRIES_PER_ACCOUNT).make();
        }
        return address;
    }

    /** Seconds from the start of the job to its end, without those of starting Java. */
    private double timed(Case one, Databases.Address database) throws IOException, InterruptedException {
        JdbcClient client = JdbcClient.create(new DriverManagerDataSource(database.url(), database.username(), database.password()));
        List<Process> workers = new ArrayList<>();
        try {
            for (int i = 0; i < one.workers(); i++) {
                workers.add(start(database, List.of(), "worker", "--threads", "1"));
            }
            awaitWorkers(client, one.workers());
            List<String> settings = List.of("-Dreckoner.cluster.threads=" + one.threads(), "-Dreckoner.cluster.part-from=" + (one.parts() ? 1 : 1_000_000));
            int code = start(database, settings, "statements", "--month", MONTH.toString(), "--format", "pdf,xlsx").waitFor();
            if (code > 1) {
                throw new IOException("statements ended with " + code);
            }
            client.sql("""
                    select step_name, extract(epoch from end_time - start_time)::numeric(10, 1) from batch_step_execution
                    where step_name not like '%:%' order by step_execution_id""")
                    .query((row, n) -> row.getString(1) + " " + row.getString(2) + " s").list().forEach(step -> progress.accept("  " + step));
            return client.sql("""
                    select extract(epoch from e.end_time - e.start_time)
                    from batch_job_execution e
                    join batch_job_instance i using (job_instance_id)
                    where i.job_name = 'statements' and e.status = 'COMPLETED'""").query(Double.class).single();
        } finally {
            for (Process worker : workers) {
                worker.destroy();
                if (!worker.waitFor(1, TimeUnit.MINUTES)) {
                    worker.destroyForcibly().waitFor();
                }
            }
        }
    }

    private Process start(Databases.Address database, List<String> settings, String... command) throws IOException {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--home", Files.createTempDirectory(folder, command[0]).toString()));
        ProcessBuilder builder = OwnProcess.of(settings, all).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("RECKONER_DATABASE_URL", database.url());
        builder.environment().put("RECKONER_DATABASE_USERNAME", database.username());
        builder.environment().put("RECKONER_DATABASE_PASSWORD", database.password());
        return builder.start();
    }

    private static void awaitWorkers(JdbcClient client, int workers) throws IOException, InterruptedException {
        long started = System.nanoTime();
        while (client.sql("select count(*) from worker").query(Integer.class).single() < workers) {
            if (System.nanoTime() - started > JOINING_MILLIS * 1_000_000) {
                throw new IOException("the workers did not join");
            }
            Thread.sleep(100);
        }
    }

    private static String table(Map<Case, List<Double>> seconds, int accounts, int rounds) {
        double alone = median(seconds.get(CASES.get(1)));
        StringBuilder table = new StringBuilder("| who | median s | accounts/s | of one thread |\n|---|---:|---:|---:|\n");
        seconds.forEach((one, all) -> table.append("| %s | %.1f | %.1f | %.2f |%n".formatted(one.name(), median(all), accounts / median(all), alone / median(all))));
        return table + "%n%,d accounts, PDF and XLSX, %d rounds; time of the job, without the start of Java.%n".formatted(accounts, rounds);
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }
}
