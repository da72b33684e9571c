package reckoner.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/**
 * Due times in a zone. A time that the clock leaves out is due when the clock has moved. One that comes twice is due the first
 * time; only what is due every hour is due in both of them.
 */
public final class Cron {

    private static final int MOVES = 1_000;

    private final CronExpression expression;
    private final ZoneId zone;
    private final boolean everyHour;

    private Cron(CronExpression expression, ZoneId zone, boolean everyHour) {
        this.expression = expression;
        this.zone = zone;
        this.everyHour = everyHour;
    }

    /** Read five fields (minute first) or six (second first); fails with {@link IllegalArgumentException}. */
    public static Cron of(String text, ZoneId zone) {
        String[] fields = text.strip().split("\\s+");
        String six = fields.length == 5 ? "0 " + text.strip() : text.strip();
        String hours = fields.length == 5 ? fields[1] : fields.length == 6 ? fields[2] : "";
        return new Cron(CronExpression.parse(six), zone, hours.equals("*") || hours.equals("*/1") || hours.equals("0-23"));
    }

    /** The first due time after {@code after}; empty where there is none. */
    public Optional<Instant> next(Instant after) {
        ZoneRules rules = zone.getRules();
        Instant at = after;
        ZoneOffset offset = rules.getOffset(at);
        LocalDateTime local = LocalDateTime.ofInstant(at, offset);
        ZoneOffsetTransition last = rules.previousTransition(at.plusNanos(1));
        if (last != null && last.isOverlap() && !everyHour && local.isBefore(last.getDateTimeBefore())) {
            local = last.getDateTimeBefore().minusNanos(1);
        }
        for (int moves = 0; moves < MOVES; moves++) {
            LocalDateTime due = expression.next(local);
            if (due == null) {
                return Optional.empty();
            }
            ZoneOffsetTransition move = rules.nextTransition(at);
            if (move == null || due.toInstant(offset).isBefore(move.getInstant())) {
                return Optional.of(due.toInstant(offset));
            }
            if (move.isGap() && !everyHour && due.isBefore(move.getDateTimeAfter())) {
                return Optional.of(move.getInstant());
            }
            at = move.getInstant();
            offset = move.getOffsetAfter();
            local = (move.isGap() || everyHour ? move.getDateTimeAfter() : move.getDateTimeBefore()).minusNanos(1);
        }
        return Optional.empty();
    }

    public ZoneId zone() {
        return zone;
    }

    @Override
    public String toString() {
        return expression + " " + zone;
    }
}
