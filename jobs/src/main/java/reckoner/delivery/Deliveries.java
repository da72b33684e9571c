package reckoner.delivery;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import reckoner.Failure;

/** What goes out, and what came of it. */
@Component
public class Deliveries {

    /** Name of the job. */
    public static final String JOB = "deliver";

    private final JdbcClient database;
    private final DeliverySettings settings;

    Deliveries(JdbcClient database, DeliverySettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * One statement on one way.
     *
     * @param target mail or folder
     * @param state queued, sending, sent, failed or cancelled
     * @param doubtful possibly sent twice, under the same message id
     * @param answer of the newest attempt
     */
    public record Delivery(
            String number,
            String month,
            String account,
            String target,
            @Nullable String address,
            String state,
            int attempts,
            boolean doubtful,
            @Nullable Instant at,
            @Nullable String answer) {

        public boolean waits() {
            return state.equals("queued") || state.equals("sending");
        }

        public boolean failed() {
            return state.equals("failed");
        }
    }

    /** Does this site deliver anything? */
    public boolean isOn() {
        return !settings.targets().isEmpty();
    }

    /** Fail as a wrong setting where it does not. */
    public void requireOn() {
        if (!isOn()) {
            throw Failure.settings("Nothing is delivered: reckoner.delivery.targets is empty. Nothing was sent. Name mail or folder in config/reckoner.yaml.");
        }
    }

    /** Return a number for the next round. */
    public long nextRequest() {
        return database.sql("select nextval('delivery_request')").query(Long.class).single();
    }

    /**
     * Return the job's parameters.
     *
     * @param month whose statements are queued first; null: only what waits already, and what replaces it
     * @param again also what had failed for good, and what should wait for another time
     */
    public JobParameters parameters(long request, @Nullable YearMonth month, boolean again) {
        JobParametersBuilder parameters = new JobParametersBuilder().addLong("request", request).addString("again", Boolean.toString(again), false);
        if (month != null) {
            parameters.addString("month", month.toString(), false);
        }
        return parameters.toJobParameters();
    }

    /** Return what a round did, and what still waits. */
    public List<Delivery> of(long request) {
        return log(null, request);
    }

    /** Return all that is in the outbox, of a month or ever. */
    public List<Delivery> all(@Nullable YearMonth month) {
        return log(month == null ? null : month.toString(), null);
    }

    private List<Delivery> log(@Nullable String month, @Nullable Long request) {
        return database.sql(Queries.LOG.sql()).param("month", month).param("request", request).query(Delivery.class).list();
    }
}
