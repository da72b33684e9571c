package reckoner.statements;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import reckoner.Failure;

/**
 * Ask for the usage reports of events.
 *
 * @param events event ids; empty: every event that has entries
 * @param from first day that an event must reach into, in its account's zone; null: no limit
 * @param to last day, included; null: no limit
 * @param shown what of each event its report shows
 */
public record EventsRequest(
        List<String> events, @Nullable LocalDate from, @Nullable LocalDate to, Shown shown, Set<Format> formats) {

    /** Say what of an event its report shows. */
    public enum Shown {
        /** All of it, use before its start and after its end too. */
        WHOLE,
        /** What happened between its start and its end. */
        EVENT_PERIOD,
        /** What happened on the days asked for, in the account's zone. */
        DAYS
    }

    /** Name of the job. */
    public static final String JOB = "events";

    private static final int LONGEST_PARAMETER = 2500;

    public EventsRequest {
        events = events.stream().distinct().toList();
        formats = Set.copyOf(formats);
        if (from != null && to != null && to.isBefore(from)) {
            throw Failure.command("--to " + to + " is before --from " + from + ". Nothing was made.");
        }
    }

    /** Return the job's parameters; {@code request} (see {@link Outcomes#nextRequest}) makes each command a run of its own. */
    public JobParameters parameters(long request) {
        String joined = String.join("\n", events);
        if (joined.length() > LONGEST_PARAMETER) {
            throw Failure.command("These are too many events for one command (" + events.size()
                    + "). Nothing was made. Leave --event out for all of them, or ask in parts.");
        }
        JobParametersBuilder parameters = new JobParametersBuilder()
                .addLong("request", request)
                .addString("events", joined, false)
                .addString("shown", shown.name(), false)
                .addString("formats", Format.text(formats), false);
        if (from != null) {
            parameters.addString("from", from.toString(), false);
        }
        if (to != null) {
            parameters.addString("to", to.toString(), false);
        }
        return parameters.toJobParameters();
    }

    static EventsRequest of(JobParameters parameters) {
        String from = parameters.getString("from");
        String to = parameters.getString("to");
        return new EventsRequest(
                parameters.getString("events", "").lines().toList(),
                from == null ? null : LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                Shown.valueOf(parameters.getString("shown", Shown.WHOLE.name())),
                Format.parse(parameters.getString("formats", "")));
    }
}
