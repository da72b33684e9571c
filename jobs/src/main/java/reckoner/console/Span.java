package reckoner.console;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reckoner.Failure;
import reckoner.ledger.DateRange;
import reckoner.timeline.Grain;

/** The days that a person chose to look at, and how finely. */
public record Span(Choice choice, DateRange range, Grain grain) {

    /** The toggles above a timeline. */
    public enum Choice {
        EVENT("Event Period"),
        YEAR("This Year"),
        MONTH("This Month"),
        DATES("Select Dates");

        private final String words;

        Choice(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MOST_DAYS = 12_000;
    private static final int DEFAULT_DAYS = 30;

    /** Read the toggles; where only one date is given the other is {@value #DEFAULT_DAYS} days away. */
    static Span of(String choice, @Nullable LocalDate from, @Nullable LocalDate to, Clock clock, ZoneId zone) {
        return switch (choice(choice)) {
            case YEAR, EVENT -> new Span(Choice.YEAR, DateRange.thisYear(clock, zone), Grain.MONTH);
            case MONTH -> new Span(Choice.MONTH, DateRange.thisMonth(clock, zone), Grain.DAY);
            case DATES -> dates(from, to, LocalDate.now(clock.withZone(zone)));
        };
    }

    /** The whole of an event. */
    static Span event(Instant startsAt, Instant endsAt, ZoneId zone) {
        boolean hourly = Duration.between(startsAt, endsAt).toDays() <= 3;
        return new Span(Choice.EVENT, DateRange.between(startsAt.atZone(zone).toLocalDate(), endsAt.minusNanos(1).atZone(zone).toLocalDate()),
                hourly ? Grain.HOUR : Grain.DAY);
    }

    static Choice choice(String key) {
        for (Choice choice : Choice.values()) {
            if (choice.key().equals(key)) {
                return choice;
            }
        }
        throw Failure.command("There is no range '" + key + "'. Choose year, month, dates or event.");
    }

    private static Span dates(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
        LocalDate end = to != null ? to : from != null ? from.plusDays(DEFAULT_DAYS) : today;
        LocalDate start = from != null ? from : end.minusDays(DEFAULT_DAYS);
        long days = ChronoUnit.DAYS.between(start, end) + 1;
        if (days > MOST_DAYS) {
            throw Failure.command("From " + start + " to " + end + " is more than " + MOST_DAYS + " days. Choose fewer.");
        }
        return new Span(Choice.DATES, new DateRange(start, end), days <= 3 ? Grain.HOUR : days <= 92 ? Grain.DAY : Grain.MONTH);
    }
}
