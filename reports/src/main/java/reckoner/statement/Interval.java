package reckoner.statement;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Count the discrepancies of one day, month or year.
 *
 * @param label {@code 2026-03-01}, {@code 2026-03} or {@code 2026}
 * @param amount sum of the differences as magnitudes
 */
public record Interval(String label, Instant start, long count, BigDecimal amount) {

    private static final int MOST_DAYS = 62;
    private static final int MOST_MONTHS = 60;

    /** Count over what was looked at, empty intervals included; by day up to two months, by month up to five years, else by year. */
    static List<Interval> of(Coverage coverage, List<Discrepancy> discrepancies, ZoneId zone) {
        NavigableMap<LocalDate, Interval> all = new TreeMap<>();
        List<Discrepancy> timed = discrepancies.stream().filter(d -> d.at() != null).toList();
        LocalDate first = day(coverage.from(), zone);
        LocalDate last = day(coverage.to(), zone);
        for (Discrepancy d : timed) {
            LocalDate at = day(d.at(), zone);
            first = first == null || at != null && at.isBefore(first) ? at : first;
            last = last == null || at != null && at.isAfter(last) ? at : last;
        }
        if (first == null || last == null) {
            return List.of();
        }
        ChronoUnit unit = unit(first, last);
        for (LocalDate start = floor(first, unit); !start.isAfter(last); start = start.plus(1, unit)) {
            all.put(start, new Interval(label(start, unit), start.atStartOfDay(zone).toInstant(), 0, BigDecimal.ZERO));
        }
        for (Discrepancy d : timed) {
            LocalDate start = all.floorKey(day(d.at(), zone));
            all.computeIfPresent(start, (key, sum) -> sum.plus(d));
        }
        return List.copyOf(all.values());
    }

    private Interval plus(Discrepancy d) {
        return new Interval(label, start, count + 1, amount.add(d.difference().abs()));
    }

    private static @Nullable LocalDate day(@Nullable Instant at, ZoneId zone) {
        return at == null ? null : at.atZone(zone).toLocalDate();
    }

    private static ChronoUnit unit(LocalDate first, LocalDate last) {
        if (ChronoUnit.DAYS.between(first, last) < MOST_DAYS) {
            return ChronoUnit.DAYS;
        }
        return ChronoUnit.MONTHS.between(first.withDayOfMonth(1), last) < MOST_MONTHS ? ChronoUnit.MONTHS : ChronoUnit.YEARS;
    }

    private static LocalDate floor(LocalDate day, ChronoUnit unit) {
        return switch (unit) {
            case MONTHS -> day.withDayOfMonth(1);
            case YEARS -> day.withDayOfYear(1);
            default -> day;
        };
    }

    private static String label(LocalDate start, ChronoUnit unit) {
        return switch (unit) {
            case MONTHS -> start.toString().substring(0, 7);
            case YEARS -> start.toString().substring(0, 4);
            default -> start.toString();
        };
    }
}
