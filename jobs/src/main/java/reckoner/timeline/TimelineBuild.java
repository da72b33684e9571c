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
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Brings the buckets up to date with the ledger, in one transaction that costs as much as what is new. */
@Component
public class TimelineBuild {

    /**
     * What a build did.
     *
     * @param loads that were taken in, of any feed
     * @param ranges local days (or whole accounts) that were built again
     * @param entries that the hours built again hold
     */
    public record Built(long loads, long ranges, long entries) {}

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

    /** True where a load is not in the buckets yet, or an account has changed its zone. */
    public boolean isBehind() {
        return database.sql(text("behind")).query(Boolean.class).single();
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
        long ranges = database.sql(text("touched")).param("full", full).update();
        database.sql("analyze touched").update();
        run("clear");
        run("hours");
        run("days");
        run("months");
        run("remember");
        database.sql("insert into timeline_load (load_id, built_at) select load_id, :at from touched_load")
                .param("at", Timestamp.from(clock.instant()))
                .update();
        return new Built(loads, ranges, entries());
    }

    private void makeScratchTables() {
        database.sql("create temporary table touched_load (load_id integer primary key) on commit drop").update();
        database.sql("""
                create temporary table touched (
                  account_key      integer not null,
                  time_zone        text not null,
                  starts_at        timestamptz not null,
                  ends_at          timestamptz not null,
                  month_starts_at  timestamptz not null,
                  month_ends_at    timestamptz not null
                ) on commit drop""").update();
    }

    private long entries() {
        return database.sql("""
                        select coalesce(sum(b.activities), 0)
                        from touched t
                        join timeline_bucket b
                          on b.account_key = t.account_key and b.starts_at >= t.starts_at and b.starts_at < t.ends_at
                        where b.grain = 'hour'""")
                .query(Long.class)
                .single();
    }

    private long run(String name) {
        return database.sql(text(name)).update();
    }

    private static String text(String name) {
        try {
            return new ClassPathResource("sql/timeline/" + name + ".sql").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
