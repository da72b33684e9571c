package reckoner.statement;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * State what one event used, whole, over however many months; refuse to exist unless its totals agree.
 *
 * <p>The balances of the lines are those of the account and need not chain: other events interleave.
 *
 * @param period when the event took place; null if nobody said
 * @param selected what of the event is shown; null for all of it
 * @param lines the event's own lines that are shown, those before its start and after its end included
 * @param timeline activity by hour or day; empty if none is wanted, else its sums must be those of the lines
 */
public record EventReport(
        String eventId,
        String eventName,
        Holder holder,
        @Nullable Period period,
        @Nullable Period selected,
        List<StatementLine> lines,
        List<Bucket> timeline,
        Instant issuedAt) {

    /** Say where a line lies beside the event's own time; all lines are during an event whose time nobody stated. */
    public enum Side {
        BEFORE,
        DURING,
        AFTER
    }

    public EventReport {
        lines = List.copyOf(lines);
        timeline = List.copyOf(timeline);
        String place = "report of event " + eventId + " of account " + holder.accountId();
        BigDecimal movement = BigDecimal.ZERO;
        Instant before = Instant.MIN;
        for (StatementLine line : lines) {
            if (!eventId.equals(line.eventId())) {
                throw new StatementRefused(place, "line " + line.transactionId() + " belongs to event " + line.eventId(), null, null);
            }
            if (line.at().isBefore(before)) {
                throw new StatementRefused(place, "line " + line.transactionId() + " is earlier than the line above it", null, null);
            }
            if (selected != null && !selected.contains(line.at())) {
                throw new StatementRefused(place, "line " + line.transactionId() + " is outside of what is shown", null, null);
            }
            movement = movement.add(line.movement());
            before = line.at();
        }
        Consistency.check(place, lines, timeline, movement);
    }

    /** Return the event's zone: that of its period, else the holder's. */
    public ZoneId zone() {
        return period == null ? holder.zone() : period.zone();
    }

    /** Return the sums by kind. */
    public Totals totals() {
        return Totals.of(lines);
    }

    /** Return the use by engine, the largest first. */
    public List<EngineUse> byEngine() {
        return EngineUse.of(lines);
    }

    /** Return the sums by kind of the lines on one side; the three sides make the whole. */
    public Totals totals(Side side) {
        return Totals.of(lines.stream().filter(line -> side(line) == side).toList());
    }

    /** Return whether the line happened before the event's start, during the event, or at its end or later. */
    public Side side(StatementLine line) {
        if (period == null || period.contains(line.at())) {
            return Side.DURING;
        }
        return line.at().isBefore(period.from()) ? Side.BEFORE : Side.AFTER;
    }
}
