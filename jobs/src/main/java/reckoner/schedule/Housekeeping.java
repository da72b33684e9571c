package reckoner.schedule;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Removes what nobody needs any more: finished runs and details of batch runs that are older than the settings keep them. */
@Component
class Housekeeping {

    private final JdbcClient database;
    private final ScheduleSettings settings;
    private final Clock clock;

    Housekeeping(JdbcClient database, ScheduleSettings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Say what was removed. What was loaded, found and issued is never touched, and neither is the audit. */
    @Transactional
    public String run() {
        OffsetDateTime before = clock.instant().minus(Duration.ofDays(settings.keepDays())).atOffset(ZoneOffset.UTC);
        int due = database.sql("delete from due_run where finished_at < :before and due_at < :before").param("before", before).update();
        // The instances and executions stay: they are what a job is known by. Their contexts and steps are what grows.
        int contexts = database.sql("""
                        delete from batch_step_execution_context
                        where step_execution_id in (
                          select s.step_execution_id from batch_step_execution s join batch_job_execution e using (job_execution_id)
                          where e.status = 'COMPLETED' and e.end_time < :before)""").param("before", before.toLocalDateTime()).update();
        return due + " finished runs and " + contexts + " step contexts removed";
    }
}
