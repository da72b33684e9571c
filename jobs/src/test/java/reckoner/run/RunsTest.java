package reckoner.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.ExecutionContextSerializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import reckoner.Failure;
import reckoner.TestApplication;
import reckoner.reconcile.ReconcileRequest;
import reckoner.reconcile.Reconciliations;

class RunsTest {

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.start();
    }

    @AfterAll
    static void close() {
        application.close();
    }

    private final JdbcClient database = application.database();
    private final Runs runs = application.bean(Runs.class);

    @Test
    void a_run_is_kept_in_the_database_and_is_not_done_twice() {
        JobParameters parameters = newRun();
        assertThat(runs.start("reconcile", parameters)).isEqualTo(Runs.Outcome.DONE);
        assertThat(runs.start("reconcile", parameters)).isEqualTo(Runs.Outcome.ALREADY_DONE);
        assertThat(application.bean(RunHistory.class).newest(1).get(0))
                .matches(a -> a.job().equals("reconcile") && a.status().equals("COMPLETED"));
    }

    @Test
    void what_a_run_remembers_is_json_and_an_object_of_another_class_is_refused() {
        runs.start("reconcile", newRun());
        assertThat(database.sql("select short_context from batch_step_execution_context union all select short_context from batch_job_execution_context")
                .query(String.class).list()).isNotEmpty().allSatisfy(context -> assertThat(context).startsWith("{"));
        ExecutionContextSerializer serializer = application.bean(ExecutionContextSerializer.class);
        assertThatCode(() -> serializer.deserialize(new ByteArrayInputStream("{\"@class\":\"java.util.HashMap\"}".getBytes(StandardCharsets.UTF_8))))
                .as("what the migration puts in the place of older ones").doesNotThrowAnyException();
        String gadget = "{\"a\":[\"javax.swing.JEditorPane\",{\"page\":\"http://127.0.0.1/\"}]}";
        assertThatThrownBy(() -> serializer.deserialize(new ByteArrayInputStream(gadget.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Exception.class);
    }

    @Test
    void while_another_process_runs_nothing_starts_and_the_message_says_who_it_is() throws Exception {
        RunLock other = new RunLock(application.bean(DataSource.class));
        try (RunLock.Held held = other.take("close --month 2026-05")) {
            assertThatThrownBy(() -> runs.start("reconcile", newRun()))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("Already running: 'close --month 2026-05' by " + System.getProperty("user.name"))
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .matches(e -> ((Failure) e).category().exitCode() == 5);
        }
        assertThat(runs.start("reconcile", newRun())).isEqualTo(Runs.Outcome.DONE);
    }

    @Test
    void the_lock_ends_with_the_connection_of_a_process_that_died() throws Exception {
        DataSource source = application.bean(DataSource.class);
        try (Connection dead = source.getConnection()) {
            dead.createStatement().execute("select pg_advisory_lock(" + RunLock.KEY + ")");
            assertThatThrownBy(runs::recover).isInstanceOf(Failure.class);
            int backend = dead.unwrap(org.postgresql.PGConnection.class).getBackendPID();
            database.sql("select pg_terminate_backend(:pid)").param("pid", backend).query(Boolean.class).single();
        }
        assertThat(runs.recover()).isZero();
    }

    @Test
    void a_run_that_lost_its_lock_to_another_one_commits_nothing_more() {
        RunLock other = new RunLock(application.sessionsOfOthers());
        JobParameters parameters = newRun();
        assertThatThrownBy(() -> runs.exclusively("close --month 2026-05", () -> {
            runs.start("reconcile", newRun());
            cutLock();
            try (RunLock.Held taken = other.take("close --month 2026-06")) {
                return runs.start("reconcile", parameters);
            }
        }))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("lost its run lock to 'close --month 2026-06' by " + System.getProperty("user.name"))
                .matches(e -> ((Failure) e).category().exitCode() == 5);

        assertThat(runs.start("reconcile", parameters)).as("and is continued by the same command").isEqualTo(Runs.Outcome.DONE);
        assertThat(other.breakOpen()).as("nobody holds it now").isNull();
    }

    @Test
    void a_run_whose_lock_was_lost_to_nobody_goes_on() {
        JobParameters parameters = newRun();
        assertThat(runs.exclusively("close --month 2026-05", () -> {
            cutLock();
            return runs.start("reconcile", parameters);
        })).isEqualTo(Runs.Outcome.DONE);
    }

    @Test
    void a_run_that_died_in_any_shape_is_continued_by_the_same_command() {
        String[] deaths = {
            "update batch_job_execution set status = 'STARTED', end_time = null where job_execution_id = :id",
            "update batch_job_execution set status = 'UNKNOWN' where job_execution_id = :id",
            "update batch_step_execution set status = 'STARTED', end_time = null where job_execution_id = :id and step_name = 'findings'",
            "update batch_step_execution set status = 'UNKNOWN' where job_execution_id = :id and step_name = 'findings'",
        };
        for (String death : deaths) {
            JobParameters parameters = newRun();
            runs.start("reconcile", parameters);
            long id = application.bean(RunHistory.class).newest(1).get(0).id();
            database.sql("update batch_job_execution set status = 'FAILED' where job_execution_id = :id").param("id", id).update();
            database.sql("update batch_step_execution set status = 'FAILED' where job_execution_id = :id and step_name = 'findings'")
                    .param("id", id).update();
            database.sql(death).param("id", id).update();

            assertThat(runs.start("reconcile", parameters)).as(death).isEqualTo(Runs.Outcome.DONE);
        }
    }

    @Test
    void a_run_that_died_before_its_first_attempt_was_written_starts_all_the_same() {
        JobParameters parameters = newRun();
        runs.start("reconcile", parameters);
        long id = application.bean(RunHistory.class).newest(1).get(0).id();
        for (String table : new String[] {"batch_job_execution_params", "batch_job_execution_context"}) {
            database.sql("delete from " + table + " where job_execution_id = :id").param("id", id).update();
        }
        database.sql("delete from batch_step_execution_context where step_execution_id in (select step_execution_id from batch_step_execution where job_execution_id = :id)")
                .param("id", id).update();
        database.sql("delete from batch_step_execution where job_execution_id = :id").param("id", id).update();
        database.sql("delete from batch_job_execution where job_execution_id = :id").param("id", id).update();

        // The checks of this run were kept; it is the record of the framework that is gone.
        database.sql("delete from reconcile_check").update();
        assertThat(runs.start("reconcile", parameters)).isEqualTo(Runs.Outcome.DONE);
    }

    /** As a network would that is gone between the server and the process that holds the lock. */
    private void cutLock() {
        assertThat(database.sql("select pg_terminate_backend(backend, 10000) from run_lock").query(Boolean.class).single()).isTrue();
    }

    private static JobParameters newRun() {
        ReconcileRequest request = ReconcileRequest.everything();
        long run = application.bean(Reconciliations.class).register(request);
        return new JobParametersBuilder(request.parameters(run)).toJobParameters();
    }
}
