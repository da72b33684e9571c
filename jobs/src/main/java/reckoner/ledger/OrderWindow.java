package reckoner.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far apart two entries of an account may be and still be put in chain order: entries of one {@code instant} (the
 * default), of one {@code day} of the account's zone, or within a duration such as {@code 36h}.
 *
 * @param length zero: one instant; negative: one day
 */
public record OrderWindow(Duration length) {

    public static final OrderWindow INSTANT = new OrderWindow(Duration.ZERO);
    public static final OrderWindow DAY = new OrderWindow(Duration.ofSeconds(-1));
    private static final Pattern SHORT = Pattern.compile("(\\d{1,6})(s|m|h|d)");

    /** Read {@code instant}, {@code day}, {@code 90s}, {@code 5m}, {@code 36h}, {@code 2d} or an ISO-8601 duration. */
    public static OrderWindow parse(String text) {
        if (text.equals("instant")) {
            return INSTANT;
        }
        if (text.equals("day")) {
            return DAY;
        }
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            return new OrderWindow(switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            });
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return new OrderWindow(duration);
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no order window. Use instant, day, or a duration such as 90s, 5m, 36h.");
    }

    /** May {@code next} be put in chain order together with a group that begins with {@code first}? */
    boolean joins(LedgerEntry first, LedgerEntry next, ZoneId zone) {
        if (length.isNegative()) {
            return day(first.occurredAt(), zone) == day(next.occurredAt(), zone);
        }
        if (length.isZero()) {
            // The source's own sequence, where it gives one, is stronger than any chain.
            return first.occurredAt().equals(next.occurredAt())
                    && (first.sequence() == null || first.sequence().equals(next.sequence()));
        }
        return next.occurredAt().isBefore(first.occurredAt().plus(length));
    }

    private static long day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate().toEpochDay();
    }

    @Override
    public String toString() {
        return length.isNegative() ? "day" : length.isZero() ? "instant" : length.toString();
    }
}
