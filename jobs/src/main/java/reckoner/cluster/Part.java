package reckoner.cluster;

import java.time.Instant;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * A part of a step: a range of accounts, by their keys, both ends included.
 *
 * @param at when the run cut the step into parts; the same for all of them
 */
public record Part(int from, int to, Instant at) {

    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String AT = "at";

    /** The part that this execution of a step is about. */
    public static Part of(StepExecution step) {
        ExecutionContext context = step.getExecutionContext();
        return new Part(context.getInt(FROM), context.getInt(TO), Instant.parse(context.getString(AT)));
    }

    void putInto(ExecutionContext context) {
        context.putInt(FROM, from);
        context.putInt(TO, to);
        context.putString(AT, at.toString());
    }
}
