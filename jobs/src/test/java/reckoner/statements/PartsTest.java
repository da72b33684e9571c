package reckoner.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reckoner.Failpoint;
import reckoner.Sha256;
import reckoner.cluster.WorkerProcesses;
import reckoner.run.RunHistory;

/** Whoever makes the documents ready, and whatever becomes of him, the documents are the same. */
class PartsTest {

    private static final int ACCOUNTS = 12;

    /** What one process makes of the same accounts in one go, once for all tests. */
    private static @Nullable Map<String, String> undivided;

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        Application.pdfTakesMillis = 0;
    }

    @Test
    void parts_change_no_byte_and_no_number() throws IOException {
        Map<String, String> whole;
        try (Application undivided = filled("whole", Application.UNDIVIDED)) {
            tearPaperOf("A05", undivided);
            whole = everything(undivided);
        }
        try (Application parts = filled("parts")) {
            tearPaperOf("A05", parts);
            Map<String, String> made = everything(parts);
            assertSame(made, whole);
            assertThat(made).containsEntry("failed A05", "the paper is torn");
            assertThat(parts.database.sql("select count(*) from batch_step_execution where step_name like 'printStatements:%' and status = 'COMPLETED'")
                    .query(Integer.class).single()).isEqualTo(ACCOUNTS / 2);
            long run = parts.database.sql("select job_execution_id from batch_step_execution where step_name = 'print' order by 1 limit 1").query(Long.class).single();
            assertThat(parts.bean(RunHistory.class).steps(run)).extracting(RunHistory.StepAttempt::step)
                    .containsExactly("decide", "decideStatements, 6 of 6 parts", "number", "print", "printStatements, 6 of 6 parts", "issue", "shelve");
            assertThat(parts.database.sql("select count(*) from prepared_report").query(Integer.class).single()).isPositive();
            assertThat(parts.database.sql("select count(*) from partition_work").query(Integer.class).single()).isZero();
        }
    }

    @Test
    void workers_make_the_same_bytes() throws Exception {
        Map<String, String> whole = undivided();
        try (Application run = filled("run"); WorkerProcesses workers = workers(run)) {
            Application.pdfTakesMillis = 200;
            List<Process> all = List.of(workers.start("one", 0), workers.start("two", 0));
            workers.joined();

            assertSame(everything(run), whole);

            assertThat(run.database.sql("select parts from worker").query(Integer.class).list()).hasSize(2).anyMatch(parts -> parts > 0);
            for (Process worker : all) {
                worker.destroy();
                assertThat(worker.waitFor(20, TimeUnit.SECONDS)).as("ends when asked").isTrue();
            }
            assertThat(run.database.sql("select count(*) from worker").query(Integer.class).single()).as("leaves").isZero();
        }
    }

    @Test
    void parts_of_a_worker_that_dies_are_done_by_others() throws Exception {
        Map<String, String> whole = undivided();
        try (Application run = filled("run"); WorkerProcesses workers = workers(run)) {
            Application.pdfTakesMillis = 200;
            Process worker = workers.start("dying", 40);
            workers.joined();

            assertSame(everything(run), whole);

            assertThat(worker.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.exitValue()).isEqualTo(Failpoint.KILLED);
        }
    }

    @Test
    void a_worker_that_is_suspended_loses_its_part_and_changes_nothing_when_it_wakes_up() throws Exception {
        Map<String, String> whole = undivided();
        try (Application run = filled("run", "--reckoner.cluster.lease=5s"); WorkerProcesses workers = workers(run)) {
            Application.pdfTakesMillis = 1_000;
            Process worker = workers.start("suspended", 0);
            workers.joined();

            CompletableFuture<Map<String, String>> all = CompletableFuture.supplyAsync(() -> everything(run));
            workers.suspendAtWork(worker);
            Application.pdfTakesMillis = 0;
            assertSame(all.get(2, TimeUnit.MINUTES), whole);

            long rows = run.database.sql("select count(*) from prepared_file").query(Long.class).single();
            workers.wake(worker);
            assertThat(run.database.sql("select count(*) from prepared_file").query(Long.class).single()).isEqualTo(rows);
        }
    }

    @Test
    void a_worker_with_other_settings_takes_no_part() throws Exception {
        try (Application run = filled("run"); WorkerProcesses workers = workers(run)) {
            Application.pdfTakesMillis = 100;
            Process worker = workers.start("other", 0, "-Dreckoner.statements.open-errors=hold");
            workers.joined();

            everything(run);

            assertThat(run.database.sql("select parts from worker").query(Integer.class).single()).isZero();
            worker.destroy();
            assertThat(worker.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(workers.said("other"))).contains("takes no part in it");
        }
    }

    private WorkerProcesses workers(Application run) {
        return new WorkerProcesses(folder, run.address);
    }

    private Map<String, String> undivided() throws IOException {
        if (undivided == null) {
            try (Application whole = filled("whole", Application.UNDIVIDED)) {
                Map<String, String> files = everything(whole);
                assertThat(files).hasSize((ACCOUNTS - 1) * 5 + 1).containsEntry("failed A07", "Unknown time-zone ID: Mars/Olympus");
                undivided = files;
            }
        }
        return undivided;
    }

    /** Documents with their hashes, the register and what failed. */
    private static Map<String, String> everything(Application application) {
        Map<String, String> all = new TreeMap<>();
        application.statements("2026-03", EnumSet.of(Format.PDF, Format.XLSX), false).stream().filter(Outcomes.StatementOutcome::failed)
                .forEach(failed -> all.put("failed " + failed.account(), failed.reason()));
        application.events(null, null);
        try (Stream<Path> files = Files.walk(application.home.out())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(application.home.out().relativize(file).toString(), Sha256.of(file));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        application.database.sql("select number, account_key, model from statement order by statement_id")
                .query((row, n) -> all.put(row.getString(1), row.getString(2) + " " + row.getString(3).hashCode())).list();
        return all;
    }

    private static void assertSame(Map<String, String> made, Map<String, String> whole) {
        Map<String, String> other = new TreeMap<>(made);
        other.entrySet().removeAll(whole.entrySet());
        assertThat(other).isEmpty();
        assertThat(made).hasSameSizeAs(whole);
    }

    /** Accounts with a statement and an event each, but one that has neither. */
    private Application filled(String home, String... settings) throws IOException {
        Application application = new Application(Files.createDirectories(folder.resolve(home)), settings);
        Ledger ledger = new Ledger(application.database);
        for (int i = 1; i <= ACCOUNTS; i++) {
            String id = "A%02d".formatted(i);
            int account = ledger.account(id, "Europe/Zurich", "0.00");
            int event = ledger.event("E" + id, account, "2026-03-10T08:00:00Z", "2026-03-10T20:00:00Z");
            ledger.add(account, id + "-1", "2026-02-10T10:00:00Z", "100.00", "100.00");
            ledger.entry(account, id + "-2", "2026-03-10T10:00:00Z", "AI Modify (Nano Banana 2)", reckoner.ledger.EntryType.CONSUME,
                    reckoner.ledger.EntryStatus.SUCCESS, i + ".50", (99 - i) + ".50", event);
        }
        application.database.sql("update account set time_zone = 'Mars/Olympus' where account_id = 'A07'").update();
        return application;
    }

    private static void tearPaperOf(String account, Application application) {
        application.database.sql("update account set name = :name where account_id = :account")
                .param("name", Application.UNPRINTABLE).param("account", account).update();
    }
}
