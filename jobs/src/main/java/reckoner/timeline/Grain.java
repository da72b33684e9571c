package reckoner.timeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;

/** How long the intervals of a timeline are. Intervals are half-open and follow each other without a hole. */
public enum Grain {
    HOUR,
    DAY,
    MONTH;

    /** As the table {@code timeline_bucket} writes it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** First instant of the interval that {@code at} lies in. */
    public Instant start(Instant at, ZoneId zone) {
        LocalDate date = at.atZone(zone).toLocalDate();
        return switch (this) {
            case HOUR -> hour(at, zone);
            case DAY -> date.atStartOfDay(zone).toInstant();
            case MONTH -> date.withDayOfMonth(1).atStartOfDay(zone).toInstant();
        };
    }

    /** First instant after the interval that {@code at} lies in. */
    public Instant end(Instant at, ZoneId zone) {
        LocalDate date = at.atZone(zone).toLocalDate();
        return switch (this) {
            case HOUR -> nextHour(at, zone);
            case DAY -> date.plusDays(1).atStartOfDay(zone).toInstant();
            case MONTH -> date.withDayOfMonth(1).plusMonths(1).atStartOfDay(zone).toInstant();
        };
    }

    /**
     * The minutes of the local time are taken off and the offset kept: the two 01:00 hours of an autumn day stay apart. Where
     * that leads to before a move of the clock by less than an hour, the hour begins with the move. The same rule is in SQL:
     * {@code timeline_hour}.
     */
    private static Instant hour(Instant at, ZoneId zone) {
        Instant truncated = truncated(at, zone);
        if (truncated(truncated, zone).equals(truncated)) {
            return truncated;
        }
        return zone.getRules().previousTransition(at.plusNanos(1)).getInstant();
    }

    private static Instant nextHour(Instant at, ZoneId zone) {
        ZoneRules rules = zone.getRules();
        Instant start = hour(at, zone);
        Instant next = truncated(at, zone).plus(1, ChronoUnit.HOURS);
        ZoneOffsetTransition move = rules.nextTransition(at);
        return move != null && move.getInstant().isBefore(next) && hour(move.getInstant(), zone).isAfter(start)
                ? move.getInstant()
                : next;
    }

    private static Instant truncated(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return at.minusNanos(local.toLocalTime().toNanoOfDay() % ChronoUnit.HOURS.getDuration().toNanos());
    }
}
