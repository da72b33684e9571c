package reckoner.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import reckoner.Failure;

/**
 * The days that a person selects, both included. Everything else works with half-open instants, and this is the one place
 * that turns the one into the other.
 */
public record DateRange(LocalDate from, LocalDate to) {

    private static final LocalDate BEGINNING = LocalDate.of(1970, 1, 1);
    private static final LocalDate END = LocalDate.of(9000, 12, 31);

    public DateRange {
        if (from.isAfter(to)) {
            throw Failure.command("from is after to: " + from + " to " + to + ". Exchange the two dates.");
        }
    }

    /** From one day to another; an end that is not given is open. */
    public static DateRange between(@Nullable LocalDate from, @Nullable LocalDate to) {
        return new DateRange(from == null ? BEGINNING : from, to == null ? END : to);
    }

    /** All days. */
    public static DateRange always() {
        return between(null, null);
    }

    /** The calendar year that {@code clock} shows in {@code zone}. */
    public static DateRange thisYear(Clock clock, ZoneId zone) {
        Year year = Year.now(clock.withZone(zone));
        return new DateRange(year.atDay(1), year.atMonth(12).atEndOfMonth());
    }

    /** The calendar month that {@code clock} shows in {@code zone}. */
    public static DateRange thisMonth(Clock clock, ZoneId zone) {
        return of(YearMonth.now(clock.withZone(zone)));
    }

    public static DateRange of(YearMonth month) {
        return new DateRange(month.atDay(1), month.atEndOfMonth());
    }

    public boolean hasStart() {
        return !from.equals(BEGINNING);
    }

    public boolean hasEnd() {
        return !to.equals(END);
    }

    /** First instant of the first day: the later side of a gap at midnight, the first of two midnights. */
    public Instant start(ZoneId zone) {
        return from.atStartOfDay(zone).toInstant();
    }

    /** First instant after the last day. */
    public Instant end(ZoneId zone) {
        return to.plusDays(1).atStartOfDay(zone).toInstant();
    }
}
