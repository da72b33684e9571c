package reckoner.statement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Name a stretch of time that includes {@code from} and excludes {@code to}, read in the zone of its account. */
public record Period(Instant from, Instant to, ZoneId zone) {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("d MMMM uuuu HH:mm", Locale.ENGLISH);

    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("period from " + from + " to " + to + " is empty: its end must be later than its start");
        }
    }

    /** Return the calendar month of the zone; 23- and 25-hour days come out right. */
    public static Period month(YearMonth month, ZoneId zone) {
        return days(month.atDay(1), month.atEndOfMonth(), zone);
    }

    /** Return the days from first to last, both included, as people select them. */
    public static Period days(LocalDate first, LocalDate last, ZoneId zone) {
        return new Period(first.atStartOfDay(zone).toInstant(), last.plusDays(1).atStartOfDay(zone).toInstant(), zone);
    }

    /** Tell whether the instant lies inside: the start does, the end does not. */
    public boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** Return the local day on which the period starts. */
    public LocalDate firstDay() {
        return from.atZone(zone).toLocalDate();
    }

    /** Return the last local day of which the period has a part. */
    public LocalDate lastDay() {
        return to.minusNanos(1).atZone(zone).toLocalDate();
    }

    /** Name the period for people: a month if it is one, else its days, else its minutes. */
    public String label() {
        ZonedDateTime start = from.atZone(zone);
        ZonedDateTime end = to.atZone(zone);
        if (!isDays()) {
            return MINUTE.format(start) + " – " + MINUTE.format(end);
        }
        if (isMonth()) {
            return MONTH.format(start);
        }
        LocalDate first = firstDay();
        LocalDate last = lastDay();
        return first.equals(last) ? DAY.format(first) : DAY.format(first) + " – " + DAY.format(last);
    }

    /** Tell whether the period is a calendar month of its zone. */
    public boolean isMonth() {
        return equals(month(YearMonth.from(from.atZone(zone)), zone));
    }

    /** Tell whether the period is made of whole days of its zone. */
    public boolean isDays() {
        return startsDay(from.atZone(zone)) && startsDay(to.atZone(zone));
    }

    private boolean startsDay(ZonedDateTime moment) {
        return moment.equals(moment.toLocalDate().atStartOfDay(zone));
    }
}
