package reckoner.reconcile;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import reckoner.ledger.DateRange;
import reckoner.ledger.OrderWindow;

/**
 * What to reconcile. Lists that are empty and values that are null mean no limit.
 *
 * @param from first day of findings to report, in the zone of each account; the chain is walked from the account's first entry all the same
 * @param to last day, included
 * @param tolerance credits; replaces every source's own
 * @param window replaces every source's own
 * @param full walk everything again, whatever was proven before
 */
public record ReconcileRequest(
        List<String> accounts,
        @Nullable String event,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        boolean dryRun,
        @Nullable BigDecimal tolerance,
        @Nullable OrderWindow window,
        boolean full) {

    /** Fails as {@code COMMAND} where the first day is after the last. */
    public ReconcileRequest {
        DateRange.between(from, to);
    }

    public ReconcileRequest(List<String> accounts, @Nullable String event, @Nullable LocalDate from, @Nullable LocalDate to, boolean dryRun,
            @Nullable BigDecimal tolerance, @Nullable OrderWindow window) {
        this(accounts, event, from, to, dryRun, tolerance, window, false);
    }

    public static ReconcileRequest everything() {
        return new ReconcileRequest(List.of(), null, null, null, false, null, null);
    }

    boolean coversWholeLedger() {
        return accounts.isEmpty() && event == null && from == null && to == null;
    }

    /** The same, walking everything again. */
    public ReconcileRequest again() {
        return new ReconcileRequest(accounts, event, from, to, dryRun, tolerance, window, true);
    }

    /** The first instant that is covered of an account in this zone. */
    Instant start(ZoneId zone) {
        return from == null ? Instant.MIN : days().start(zone);
    }

    /** The first instant that is covered no longer. */
    Instant end(ZoneId zone) {
        return to == null ? Instant.MAX : days().end(zone);
    }

    private DateRange days() {
        return DateRange.between(from, to);
    }

    /** Is what this run proves kept? Not of a part, not of a trial, and not by other rules than the sources' own. */
    boolean keepsCheckpoints() {
        return coversWholeLedger() && !dryRun && tolerance == null && window == null;
    }

    /** In words, for the register of runs. */
    String scope() {
        if (coversWholeLedger()) {
            return "whole ledger";
        }
        return (accounts.isEmpty() ? "all accounts" : "accounts " + String.join(", ", accounts))
                + (event == null ? "" : ", event " + event)
                + (from == null ? "" : ", from " + from)
                + (to == null ? "" : ", to " + to + " included");
    }

    /** Parameters of the job; the run is the identity, so that every request is a run of its own. */
    public JobParameters parameters(long run) {
        JobParametersBuilder parameters = new JobParametersBuilder()
                .addLong("run", run)
                .addString("accounts", String.join(",", accounts), false)
                .addString("dryRun", Boolean.toString(dryRun), false);
        addIfPresent(parameters, "full", full ? "true" : null);
        addIfPresent(parameters, "event", event);
        addIfPresent(parameters, "from", from);
        addIfPresent(parameters, "to", to);
        addIfPresent(parameters, "tolerance", tolerance);
        addIfPresent(parameters, "window", window);
        return parameters.toJobParameters();
    }

    static ReconcileRequest of(JobParameters parameters) {
        String accounts = parameters.getString("accounts", "");
        String from = parameters.getString("from");
        String to = parameters.getString("to");
        String tolerance = parameters.getString("tolerance");
        String window = parameters.getString("window");
        return new ReconcileRequest(
                accounts.isEmpty() ? List.of() : List.of(accounts.split(",")),
                parameters.getString("event"),
                from == null ? null : LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                Boolean.parseBoolean(parameters.getString("dryRun")),
                tolerance == null ? null : new BigDecimal(tolerance),
                window == null ? null : OrderWindow.parse(window),
                Boolean.parseBoolean(parameters.getString("full")));
    }

    private static void addIfPresent(JobParametersBuilder parameters, String name, @Nullable Object value) {
        if (value != null) {
            parameters.addString(name, value.toString(), false);
        }
    }
}
