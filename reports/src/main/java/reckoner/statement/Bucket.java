package reckoner.statement;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sum one interval of the activity timeline.
 *
 * @param label the local day ({@code 2026-03-01}) or hour ({@code 2026-03-01 14:00})
 * @param start when the interval begins
 * @param activities lines of kind USE or FAILED
 * @param creditsUsed what lines of kind USE took from the balance, as a magnitude
 * @param creditsAdded what was purchased, activated by coupon or refunded
 */
public record Bucket(String label, Instant start, long activities, BigDecimal creditsUsed, BigDecimal creditsAdded) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final DateTimeFormatter HOUR_TWICE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);

    public Bucket {
        if (activities < 0 || creditsUsed.signum() < 0 || creditsAdded.signum() < 0) {
            throw new IllegalArgumentException("bucket " + label + " has a negative figure");
        }
    }

    /** Sum lines by local day, days of the period without a line included; lines outside it get days of their own. */
    public static List<Bucket> byDay(Period period, List<StatementLine> lines) {
        ZoneId zone = period.zone();
        Map<Instant, Bucket> buckets = new TreeMap<>();
        for (LocalDate day = period.firstDay(); !day.isAfter(period.lastDay()); day = day.plusDays(1)) {
            Bucket empty = emptyDay(day, zone);
            buckets.put(empty.start(), empty);
        }
        for (StatementLine line : lines) {
            Bucket empty = emptyDay(line.at().atZone(zone).toLocalDate(), zone);
            buckets.merge(empty.start(), empty.plus(line), (sum, one) -> sum.plus(line));
        }
        return new ArrayList<>(buckets.values());
    }

    /** Sum lines by local hour, hours of the period without a line included; the hour that occurs twice in autumn is two buckets. */
    public static List<Bucket> byHour(Period period, List<StatementLine> lines) {
        Map<Instant, Bucket> buckets = new TreeMap<>();
        ZonedDateTime hour = period.from().atZone(period.zone()).truncatedTo(ChronoUnit.HOURS);
        for (; hour.toInstant().isBefore(period.to()); hour = nextHour(hour)) {
            Bucket empty = emptyHour(hour);
            buckets.put(empty.start(), empty);
        }
        for (StatementLine line : lines) {
            Bucket empty = emptyHour(line.at().atZone(period.zone()).truncatedTo(ChronoUnit.HOURS));
            buckets.merge(empty.start(), empty.plus(line), (sum, one) -> sum.plus(line));
        }
        return new ArrayList<>(buckets.values());
    }

    /** The next full hour of the local clock; where clocks move by half an hour, an hour has 30 or 90 minutes. */
    private static ZonedDateTime nextHour(ZonedDateTime hour) {
        ZonedDateTime next = hour.plusHours(1).truncatedTo(ChronoUnit.HOURS);
        return next.isAfter(hour) ? next : hour.plusHours(2).truncatedTo(ChronoUnit.HOURS);
    }

    private static Bucket emptyDay(LocalDate day, ZoneId zone) {
        return new Bucket(DAY.format(day), day.atStartOfDay(zone).toInstant(), 0, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static Bucket emptyHour(ZonedDateTime hour) {
        boolean twice = hour.getZone().getRules().getValidOffsets(hour.toLocalDateTime()).size() > 1;
        String label = (twice ? HOUR_TWICE : HOUR).format(hour);
        return new Bucket(label, hour.toInstant(), 0, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private Bucket plus(StatementLine line) {
        return switch (line.kind()) {
            case USE -> new Bucket(label, start, activities + 1, creditsUsed.subtract(line.movement()), creditsAdded);
            case FAILED -> new Bucket(label, start, activities + 1, creditsUsed, creditsAdded);
            case PURCHASE, COUPON, REFUND -> new Bucket(label, start, activities, creditsUsed, creditsAdded.add(line.movement()));
            case ADJUSTMENT, EXPIRY, UNEXPLAINED, CORRECTION -> this;
        };
    }
}
