package reckoner.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the buckets up to date with the ledger, in one transaction that costs as much as what is new. An account that is new, or
 * is built again as a whole, gets buckets of another build, which take the place of the old ones; of others the touched days
 * are built again. Where there is much to build as a whole, {@link TimelineParts} has made it ready before.
 */
@Component
public class TimelineBuild {

    /**
     * What a build did.
     *
     * @param loads that were taken in, of any feed
     * @param ranges local days (or whole accounts) that were built again
     * @param entries that the days built again hold
     */
    public record Built(long loads, long ranges, long entries) {

        Built plus(Built more) {
            return new Built(loads + more.loads, ranges + more.ranges, entries + more.entries);
        }
    }

    private final JdbcClient database;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TimelineBuild(JdbcClient database, PlatformTransactionManager transactions, Clock clock) {
        this.database = database;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Parameters for the job {@code timeline}: a new request, so that it always runs. */
    public static JobParameters request(boolean full) {
        return new JobParametersBuilder()
                .addString("request", UUID.randomUUID().toString())
                .addString("full", Boolean.toString(full), false)
                .toJobParameters();
    }

    static boolean isFull(JobParameters parameters) {
        return Boolean.parseBoolean(parameters.getString("full", "false"));
    }

    /** True where a load is not in the buckets yet, or an account has changed its zone. */
    public boolean isBehind() {
        return sql("behind").query(Boolean.class).single();
    }

    /** Build what new loads and changed zones touch; everything with {@code full}, as after an update of the zone data. */
    public Built build(boolean full) {
        return transaction.execute(status -> inTransaction(full));
    }

    private Built inTransaction(boolean full) {
        // One build at a time; whoever reads is not held up.
        database.sql("lock table timeline_load in share row exclusive mode").update();
        makeScratchTables();
        long loads = run("touched_loads");
        database.sql("analyze touched_load").update();
        // What parts have made ready is in force first: entries that came meanwhile touch its days.
        Built ready = enforced();
        sql("touched").param("full", full && ready.ranges == 0).update();
        forgetPlan();
        Built whole = wholeAccounts();
        Built days = days();
        database.sql("insert into timeline_load (load_id, built_at) select load_id, :at from touched_load")
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return new Built(loads, 0, 0).plus(ready).plus(whole).plus(days);
    }

    private void makeScratchTables() {
        database.sql("create temporary table touched_load (load_id integer primary key) on commit drop").update();
        database.sql("""
                create temporary table touched (
                  account_key      integer not null,
                  time_zone        text not null,
                  build            integer,
                  starts_at        timestamptz not null,
                  ends_at          timestamptz not null,
                  month_starts_at  timestamptz not null,
                  month_ends_at    timestamptz not null
                ) on commit drop""").update();
    }

    private Built wholeAccounts() {
        long accounts = database.sql("insert into timeline_plan (account_key, time_zone, build) select account_key, time_zone, :build from touched where build is null")
                .param("build", nextBuild()).update();
        if (accounts == 0) {
            return new Built(0, 0, 0);
        }
        database.sql("delete from touched where build is null").update();
        buildPlanned(Integer.MIN_VALUE, Integer.MAX_VALUE);
        Built built = enforced();
        forgetPlan();
        return built;
    }

    /** Build the accounts of the plan whose keys are in this range, both ends included. */
    void buildPlanned(long from, long to) {
        sql("whole").param("from", from).param("to", to).update();
    }

    int nextBuild() {
        return database.sql("select nextval('timeline_build')").query(Integer.class).single();
    }

    /** Put in force what was planned and built. */
    private Built enforced() {
        run("retire");
        long accounts = run("enforce");
        long entries = accounts == 0 ? 0 : database.sql("""
                        select coalesce(sum(b.activities), 0)
                        from timeline_plan p
                        join built_bucket b using (account_key, build)
                        where b.grain = 'month'""").query(Long.class).single();
        return new Built(0, accounts, entries);
    }

    private void forgetPlan() {
        database.sql("delete from timeline_plan_load").update();
        database.sql("delete from timeline_plan").update();
    }

    private Built days() {
        database.sql("analyze touched").update();
        run("clear");
        run("hours");
        run("days");
        run("months");
        return database.sql("""
                        select 0 as loads, (select count(*) from touched) as ranges, coalesce(sum(b.activities), 0) as entries
                        from touched t
                        join built_bucket b
                          on b.account_key = t.account_key and b.build = t.build and b.starts_at >= t.starts_at and b.starts_at < t.ends_at
                        where b.grain = 'hour'""")
                .query(Built.class)
                .single();
    }

    private long run(String name) {
        return sql(name).update();
    }

    /** The statement of a file in {@code sql/timeline}. */
    StatementSpec sql(String name) {
        try {
            return database.sql(new ClassPathResource("sql/timeline/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
