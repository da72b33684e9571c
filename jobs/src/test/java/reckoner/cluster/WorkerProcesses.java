package reckoner.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Failpoint;
import reckoner.OwnProcess;
import reckoner.database.TestDatabase;

/** Workers of a test, in processes of their own, that may be suspended and killed; ended with the test. */
public final class WorkerProcesses implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final TestDatabase.Address address;
    private final JdbcClient database;
    private final List<Process> all = new ArrayList<>();

    /** On this database, with homes below {@code folder}. */
    public WorkerProcesses(Path folder, TestDatabase.Address address) {
        this.folder = folder;
        this.address = address;
        this.database = JdbcClient.create(address.dataSource());
    }

    /** Start one with one thread and a short lease; it dies at the given failpoint, at none where that is 0. */
    public Process start(String name, long failpoint, String... properties) throws IOException {
        List<String> settings = new ArrayList<>(List.of(properties));
        settings.add("-Dreckoner.cluster.lease=5s");
        ProcessBuilder builder = OwnProcess.of(settings, List.of("worker", "--threads", "1", "--home", folder.resolve(name).toString()))
                .redirectErrorStream(true).redirectOutput(said(name).toFile());
        if (failpoint > 0) {
            builder.environment().put(Failpoint.VARIABLE, Long.toString(failpoint));
        }
        builder.environment().put("RECKONER_DATABASE_URL", address.url());
        builder.environment().put("RECKONER_DATABASE_USERNAME", address.username());
        builder.environment().put("RECKONER_DATABASE_PASSWORD", address.password());
        Process worker = builder.start();
        all.add(worker);
        return worker;
    }

    /** File with what one of this name said. */
    public Path said(String name) {
        return folder.resolve(name + ".txt");
    }

    /** Wait until every one that was started takes part. */
    public void joined() {
        await().atMost(PATIENCE).until(() -> database.sql("select count(*) from worker").query(Integer.class).single() == all.size());
    }

    /** Suspend it while it is at work at a part. */
    public void suspendAtWork(Process worker) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> isAtWork(worker) && stopsAtWork(worker));
    }

    /** Kill it while it is at work at a part, or just afterwards. */
    public void killAtWork(Process worker) throws InterruptedException {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> isAtWork(worker));
        worker.destroyForcibly().waitFor();
    }

    /** Let one that was suspended go on, until it has joined again, under another number. */
    public void wake(Process worker) throws IOException, InterruptedException {
        long last = lastJoined();
        signal(worker, "CONT");
        await().atMost(PATIENCE).until(() -> lastJoined() > last);
        assertThat(worker.isAlive()).isTrue();
    }

    private long lastJoined() {
        return database.sql("select coalesce(max(worker_id), 0) from worker").query(Long.class).single();
    }

    private boolean isAtWork(Process worker) {
        return database.sql("""
                        select exists (
                          select 1 from partition_work p join worker w using (worker_id) where w.process_id = :process and p.ended_at is null)""")
                .param("process", worker.pid()).query(Boolean.class).single();
    }

    /** It may have come to the end of the part before the signal came to it; then it goes on. */
    private boolean stopsAtWork(Process worker) throws IOException, InterruptedException {
        signal(worker, "STOP");
        Thread.sleep(100);
        boolean isAtWork = isAtWork(worker);
        if (!isAtWork) {
            signal(worker, "CONT");
        }
        return isAtWork;
    }

    private static void signal(Process worker, String signal) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + signal, Long.toString(worker.pid())).start().waitFor()).isZero();
    }

    @Override
    public void close() throws InterruptedException {
        for (Process worker : all) {
            worker.destroyForcibly().waitFor();
        }
    }
}
