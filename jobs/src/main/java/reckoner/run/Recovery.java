package reckoner.run;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes runs that died startable again. Called with the run lock held, which proves that nobody is running: whatever the
 * tables call started, starting, stopping or unknown is dead. Spring Batch's own recover heals only some of these shapes.
 */
@Component
class Recovery {

    private static final String DEAD = "('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN')";

    private final JdbcClient database;

    Recovery(JdbcClient database) {
        this.database = database;
    }

    /** Mark dead executions as failed and remove instances that never got one; returns how many runs were healed. */
    @Transactional
    public int heal() {
        int steps = database.sql("""
                update batch_step_execution
                set status = 'FAILED', exit_code = 'FAILED', exit_message = 'interrupted; recovered',
                    end_time = coalesce(end_time, last_updated, create_time), version = version + 1
                where status in %s or (end_time is null and status <> 'COMPLETED')""".formatted(DEAD)).update();
        int runs = database.sql("""
                update batch_job_execution
                set status = 'FAILED', exit_code = 'FAILED', exit_message = 'interrupted; recovered',
                    end_time = coalesce(end_time, last_updated, create_time), version = version + 1
                where status in %s or end_time is null""".formatted(DEAD)).update();
        int orphans = database.sql("""
                delete from batch_job_instance i
                where not exists (select 1 from batch_job_execution e where e.job_instance_id = i.job_instance_id)""")
                .update();
        return Math.max(runs, steps > 0 ? 1 : 0) + orphans;
    }
}
