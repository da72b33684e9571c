package reckoner.cli;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import reckoner.Failure;
import reckoner.ledger.DateRange;

/** Which days a timeline or event report shows; without any of these options, from the first activity to the last. */
final class PeriodOptions {

    @Option(names = "--this-year", description = "The calendar year, in the account's zone.")
    boolean thisYear;

    @Option(names = "--this-month", description = "The calendar month, in the account's zone.")
    boolean thisMonth;

    @Option(names = "--from", paramLabel = "YYYY-MM-DD", description = "First day.")
    @Nullable LocalDate from;

    @Option(names = "--to", paramLabel = "YYYY-MM-DD", description = "Last day, included.")
    @Nullable LocalDate to;

    @Option(names = "--event-period", description = "From the event's start to its end.")
    boolean eventPeriod;

    /** Fail as {@code COMMAND} unless at most one way to say it is used. */
    void check() {
        long ways = Stream.of(thisYear, thisMonth, from != null || to != null, eventPeriod).filter(way -> way).count();
        if (ways > 1) {
            throw Failure.command("Choose one of --this-year, --this-month, --from with --to, --event-period.");
        }
        DateRange.between(from, to);
    }

    DateRange range(Clock clock, ZoneId zone) {
        if (thisYear) {
            return DateRange.thisYear(clock, zone);
        }
        return thisMonth ? DateRange.thisMonth(clock, zone) : DateRange.between(from, to);
    }
}
