package reckoner.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Says which world to make: {@code accounts} accounts over the {@code months} whole months before {@code endsOn} (exclusive, in
 * UTC), with discrepancies planted or not.
 *
 * @throws IllegalArgumentException if there is no account or no month, or {@code endsOn} is not the first of a month
 */
public record DemoSettings(long seed, int accounts, int months, LocalDate endsOn, boolean plant) {

    public DemoSettings {
        if (accounts < 1 || accounts > 99_999) {
            throw new IllegalArgumentException("accounts is " + accounts + "; give 1 to 99999");
        }
        if (months < 1 || months > 120) {
            throw new IllegalArgumentException("months is " + months + "; give 1 to 120");
        }
        if (endsOn.getDayOfMonth() != 1) {
            throw new IllegalArgumentException("endsOn is " + endsOn + "; give the first day of a month");
        }
    }

    /** Returns the world of the manual: a year of twelve accounts up to November 2026, with discrepancies planted. */
    public static DemoSettings standard() {
        return new DemoSettings(1, 12, 12, LocalDate.of(2026, 11, 1), true);
    }

    LocalDate startsOn() {
        return endsOn.minusMonths(months);
    }

    Instant from() {
        return startsOn().atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    Instant to() {
        return endsOn.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    /** The instant at which {@code part} of {@code whole} parts of the period are over. */
    Instant at(long part, long whole) {
        long seconds = to().getEpochSecond() - from().getEpochSecond();
        return from().plusSeconds(seconds * part / whole);
    }
}
