package reckoner.cluster;

import java.time.Instant;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A part of a step: a range of accounts, by their keys, or of entries, by their numbers; both ends included.
 *
 * @param at when the run cut the step into parts; the same for all of them
 */
public record Part(long from, long to, Instant at) {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String AT = "at";

    /** The part that this execution of a step is about. */
    public static Part of(StepExecution step) {
        ExecutionContext context = step.getExecutionContext();
        return new Part(Long.parseLong(context.getString(FROM)), Long.parseLong(context.getString(TO)), Instant.parse(context.getString(AT)));
    }

    void putInto(ExecutionContext context) {
        context.putString(FROM, Long.toString(from));
        context.putString(TO, Long.toString(to));
        context.putString(AT, at.toString());
    }
}
