package reckoner.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What ran, when, and how it ended. */
@Component
public class RunHistory {

    private final JdbcClient database;

    RunHistory(JdbcClient database) {
        this.database = database;
    }

    /** One attempt of a job. */
    public record Attempt(long id, String job, String status, Instant startedAt, @Nullable Instant endedAt, String parameters) {

        public Duration duration(Instant now) {
            return Duration.between(startedAt, endedAt == null ? now : endedAt);
        }
    }

    /** One step of an attempt with its counts; the parts of a step are one line. */
    public record StepAttempt(String step, String status, long read, long written, @Nullable String message) {}

    /** The newest attempts first. */
    public List<Attempt> newest(int limit) {
        return database.sql(SELECT + " order by e.job_execution_id desc limit :limit").param("limit", limit)
                .query(Attempt.class).list();
    }

    public List<Attempt> withId(long id) {
        return database.sql(SELECT + " where e.job_execution_id = :id").param("id", id).query(Attempt.class).list();
    }

    public List<StepAttempt> steps(long id) {
        return database.sql("""
                select
                  split_part(step_name, ':', 1)
                    || case when bool_or(step_name like '%:%') then ', ' || count(*) filter (where status = 'COMPLETED') || ' of ' || count(*) || ' parts' else '' end
                    as step,
                  coalesce(min(status) filter (where status in ('FAILED', 'STOPPED')), min(status) filter (where status <> 'COMPLETED'), 'COMPLETED') as status,
                  sum(read_count) as read,
                  sum(write_count) as written,
                  min(nullif(exit_message, '')) as message
                from batch_step_execution
                where job_execution_id = :id
                group by split_part(step_name, ':', 1)
                order by min(step_execution_id)""").param("id", id).query(StepAttempt.class).list();
    }

    // Spring Batch stores timestamps without a zone, in that of the JVM; run.sh fixes it to UTC.
    private static final String SELECT = """
            select e.job_execution_id as id, i.job_name as job, e.status,
              coalesce(e.start_time, e.create_time) at time zone 'UTC' as started_at,
              e.end_time at time zone 'UTC' as ended_at,
              coalesce((select string_agg(p.parameter_name || '=' || left(p.parameter_value, 60), ' ' order by p.parameter_name)
                from batch_job_execution_params p
                where p.job_execution_id = e.job_execution_id and p.identifying = 'Y'), '') as parameters
            from batch_job_execution e
            join batch_job_instance i using (job_instance_id)""";
}
