package reckoner.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far an entry may stand from its place in the chain: among entries of one {@code instant} (the default), of one
 * {@code day} of the account's zone, within a duration such as {@code 36h}, or within a plain number of entries such as
 * {@code 6}. Time order holds wherever it chains; only around a break does a window wider than an instant matter.
 *
 * @param length zero: one instant; negative: one day
 * @param entries how many places later an entry may stand that comes first in the chain; 0: {@code length} counts
 */
public record OrderWindow(Duration length, int entries) {

    public static final OrderWindow INSTANT = new OrderWindow(Duration.ZERO, 0);
    public static final OrderWindow DAY = new OrderWindow(Duration.ofSeconds(-1), 0);
    private static final Pattern SHORT = Pattern.compile("(\\d{1,6})(s|m|h|d)");
    private static final Pattern PLACES = Pattern.compile("[1-9]\\d{0,2}");

    /** Read {@code instant}, {@code day}, {@code 90s}, {@code 5m}, {@code 36h}, {@code 2d}, an ISO-8601 duration, or {@code 6}. */
    public static OrderWindow parse(String text) {
        if (text.equals("instant")) {
            return INSTANT;
        }
        if (text.equals("day")) {
            return DAY;
        }
        if (PLACES.matcher(text).matches()) {
            return new OrderWindow(Duration.ZERO, Integer.parseInt(text));
        }
        Matcher matcher = SHORT.matcher(text);
        if (matcher.matches()) {
            long count = Long.parseLong(matcher.group(1));
            return new OrderWindow(switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
            }, 0);
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return new OrderWindow(duration, 0);
            }
        } catch (DateTimeParseException e) {
            // said below
        }
        throw new IllegalArgumentException("'" + text
                + "' is no order window. Use instant, day, a duration such as 90s, 5m, 36h, or a number of entries from 1 to 999.");
    }

    /** Is one instant all there is to put in order? */
    boolean isInstant() {
        return length.isZero() && entries == 0;
    }

    /** Do both belong to one instant? The source's own sequence, where it gives one, is stronger than any chain. */
    boolean joins(LedgerEntry first, LedgerEntry next) {
        return first.occurredAt().equals(next.occurredAt())
                && (!isInstant() || first.sequence() == null || first.sequence().equals(next.sequence()));
    }

    /** May {@code next}, which stands {@code places} after {@code first}, come before it in the chain? */
    boolean reaches(LedgerEntry first, LedgerEntry next, int places, ZoneId zone) {
        if (first.occurredAt().equals(next.occurredAt())) {
            return true;
        }
        if (entries > 0) {
            return places <= entries;
        }
        if (length.isNegative()) {
            return day(first.occurredAt(), zone) == day(next.occurredAt(), zone);
        }
        return !next.occurredAt().isAfter(first.occurredAt().plus(length));
    }

    private static long day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate().toEpochDay();
    }

    @Override
    public String toString() {
        if (entries > 0) {
            return Integer.toString(entries);
        }
        return length.isNegative() ? "day" : length.isZero() ? "instant" : length.toString();
    }
}
