package reckoner.cluster;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The rows of {@code partition_work}; every method commits by itself. */
@Component
class WorkQueue {

    /** The process of the run has this number among the workers. */
    static final long RUN = 0;

    /** So often a part is begun at most. */
    static final int ATTEMPTS = 3;

    /** Does somebody hold the lock of worker {@code w}? */
    private static final String ALIVE = """
            exists (
              select 1
              from pg_locks l
              where l.locktype = 'advisory'
                and l.database = (select oid from pg_database where datname = current_database())
                and l.classid::bigint = %d
                and l.objid::bigint = w.worker_id
                and l.granted)""".formatted(Membership.LOCK_CLASS);

    private final JdbcClient database;

    WorkQueue(JdbcClient database) {
        this.database = database;
    }

    /** Lay out the parts of a step. Those of an earlier step are gone: the run lock proves that nobody has a right to them. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void offer(String part, Collection<StepExecution> parts, String fingerprint) {
        database.sql("delete from partition_work").update();
        database.sql("delete from worker w where not " + ALIVE).update();
        for (StepExecution one : parts) {
            database.sql("""
                            insert into partition_work (step_execution_id, part, run_token, fingerprint)
                            select :step, :part, token, :fingerprint
                            from run_lock
                            where name = 'run'""")
                    .param("step", one.getId()).param("part", part).param("fingerprint", fingerprint).update();
        }
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void clear() {
        database.sql("delete from partition_work").update();
    }

    /** Take the next part that nobody has. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public Optional<Claim> claim(long worker, String fingerprint) {
        return database.sql("""
                        update partition_work
                        set worker_id = :worker, taken_at = clock_timestamp(), attempt = attempt + 1
                        where step_execution_id = (
                          select step_execution_id
                          from partition_work
                          where worker_id is null and ended_at is null and fingerprint = :fingerprint
                          order by step_execution_id
                          limit 1
                          for update skip locked)
                        returning step_execution_id, part, attempt""")
                .param("worker", worker).param("fingerprint", fingerprint)
                .query((row, n) -> new Claim(row.getLong(1), row.getString(2), worker, row.getInt(3)))
                .optional();
    }

    /** Is there a part to take that is for another version, or for other settings? */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean offersToOthers(String fingerprint) {
        return database.sql("""
                        select exists (
                          select 1
                          from partition_work
                          where worker_id is null and ended_at is null and fingerprint <> :fingerprint)""")
                .param("fingerprint", fingerprint).query(Boolean.class).single();
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void done(Claim claim) {
        end(claim, null);
        database.sql("update worker set parts = parts + 1 where worker_id = :worker").param("worker", claim.worker()).update();
    }

    /** Give the part back, or give it up where it was begun often enough. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void failed(Claim claim, String failure) {
        if (claim.attempt() >= ATTEMPTS || claim.worker() == RUN) {
            end(claim, failure);
        } else {
            back(claim);
        }
    }

    /** Give the part back unfinished. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void back(Claim claim) {
        database.sql("""
                        update partition_work set worker_id = null
                        where step_execution_id = :step and worker_id = :worker and attempt = :attempt and ended_at is null""")
                .param("step", claim.step()).param("worker", claim.worker()).param("attempt", claim.attempt()).update();
    }

    private void end(Claim claim, @Nullable String failure) {
        database.sql("""
                        update partition_work set ended_at = clock_timestamp(), failure = :failure
                        where step_execution_id = :step and worker_id = :worker and attempt = :attempt and ended_at is null""")
                .param("step", claim.step()).param("worker", claim.worker()).param("attempt", claim.attempt()).param("failure", failure)
                .update();
    }

    /** Parts that are not at their end. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public long open() {
        return database.sql("select count(*) from partition_work where ended_at is null").query(Long.class).single();
    }

    /** Why parts could not be done. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public List<String> failures() {
        return database.sql("select failure from partition_work where failure is not null order by step_execution_id").query(String.class).list();
    }

    /**
     * Give back the parts of workers that are gone, which PostgreSQL tells by their lock, or were silent for the lease; the sessions of
     * the silent ones are ended. A part that has cost {@link #ATTEMPTS} workers their life is given up.
     *
     * @return how many came back
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public int takeFromLost(Duration lease) {
        List<Long> lost = database.sql("""
                        select distinct p.worker_id
                        from partition_work p
                        left join worker w on w.worker_id = p.worker_id
                        where p.ended_at is null
                          and p.worker_id <> 0
                          and (w.seen_at is null
                            or w.seen_at < clock_timestamp() - make_interval(secs => :lease)
                            or not %s)""".formatted(ALIVE))
                .param("lease", lease.toSeconds()).query(Long.class).list();
        if (lost.isEmpty()) {
            return 0;
        }
        database.sql("""
                        select pg_terminate_backend(a.pid)
                        from pg_stat_activity a
                        join worker w on w.session = a.application_name
                        where w.worker_id in (:lost) and a.pid <> pg_backend_pid()""")
                .param("lost", lost).query().listOfRows();
        database.sql("""
                        update partition_work
                        set ended_at = clock_timestamp(), failure = 'given up: ' || attempt || ' workers were lost over it'
                        where worker_id in (:lost) and ended_at is null and attempt >= :attempts""")
                .param("lost", lost).param("attempts", ATTEMPTS).update();
        return database.sql("update partition_work set worker_id = null where worker_id in (:lost) and ended_at is null")
                .param("lost", lost).update();
    }
}
