package reckoner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reckoner.Failure;

class DateRangeTest {

    private static final Path TRANSITIONS = Path.of("../../shared/data/nasty/tz/transitions_2018_2030.csv");

    @ParameterizedTest
    @CsvSource({
        "America/New_York,    2026-03-08, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z, PT23H",
        "America/New_York,    2026-11-01, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z, PT25H",
        "Asia/Kathmandu,      2026-03-31, 2026-03-30T18:15:00Z, 2026-03-31T18:15:00Z, PT24H",
        "Australia/Lord_Howe, 2026-04-05, 2026-04-04T13:00:00Z, 2026-04-05T13:30:00Z, PT24H30M",
        "America/Havana,      2026-11-01, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z, PT25H",
        "America/Sao_Paulo,   2018-11-04, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z, PT23H"
    })
    void a_day_begins_and_ends_at_midnight_of_its_zone(String zone, LocalDate day, Instant start, Instant end, Duration length) {
        DateRange range = new DateRange(day, day);

        assertThat(range.start(ZoneId.of(zone))).isEqualTo(start);
        assertThat(range.end(ZoneId.of(zone))).isEqualTo(end);
        assertThat(Duration.between(start, end)).isEqualTo(length);
    }

    @Test
    void both_days_are_included() {
        DateRange range = new DateRange(LocalDate.parse("2026-01-31"), LocalDate.parse("2026-02-01"));

        assertThat(range.start(ZoneId.of("UTC"))).isEqualTo("2026-01-31T00:00:00Z");
        assertThat(range.end(ZoneId.of("UTC"))).isEqualTo("2026-02-02T00:00:00Z");
    }

    @Test
    void from_after_to_is_a_wrong_command() {
        assertThatThrownBy(() -> new DateRange(LocalDate.parse("2026-02-02"), LocalDate.parse("2026-02-01")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("from is after to")
                .extracting(e -> ((Failure) e).category())
                .isEqualTo(Failure.Category.COMMAND);
    }

    @Test
    void this_month_and_this_year_are_those_of_the_zone() {
        Clock clock = Clock.fixed(Instant.parse("2026-12-31T20:00:00Z"), ZoneId.of("UTC"));

        assertThat(DateRange.thisMonth(clock, ZoneId.of("UTC"))).hasToString("DateRange[from=2026-12-01, to=2026-12-31]");
        assertThat(DateRange.thisMonth(clock, ZoneId.of("Asia/Kathmandu"))).hasToString("DateRange[from=2027-01-01, to=2027-01-31]");
        assertThat(DateRange.thisYear(clock, ZoneId.of("Asia/Kathmandu"))).hasToString("DateRange[from=2027-01-01, to=2027-12-31]");
    }

    @Test
    void days_follow_each_other_without_hole_or_overlap_at_every_known_transition() throws IOException {
        for (List<String> transition : transitions()) {
            ZoneId zone = ZoneId.of(transition.get(0));
            Instant at = Instant.parse(transition.get(2));
            LocalDate day = at.atZone(zone).toLocalDate();
            DateRange before = new DateRange(day.minusDays(1), day.minusDays(1));
            DateRange same = new DateRange(day, day);
            DateRange after = new DateRange(day.plusDays(1), day.plusDays(1));

            assertThat(same.start(zone)).as(zone + " " + day).isEqualTo(before.end(zone)).isBefore(same.end(zone));
            assertThat(after.start(zone)).as(zone + " " + day).isEqualTo(same.end(zone));
            for (DateRange range : List.of(before, same, after)) {
                assertThat(range.start(zone).atZone(zone).toLocalDate()).as("first instant, " + zone).isEqualTo(range.from());
                assertThat(range.start(zone).minusNanos(1).atZone(zone).toLocalDate()).as("before it, " + zone).isBefore(range.from());
                assertThat(range.end(zone).minusNanos(1).atZone(zone).toLocalDate()).as("last instant, " + zone).isEqualTo(range.to());
            }
        }
    }

    private static List<List<String>> transitions() throws IOException {
        assumeTrue(Files.exists(TRANSITIONS), "skipped: " + TRANSITIONS.toAbsolutePath().normalize() + " is not there");
        return Files.readAllLines(TRANSITIONS).stream()
                .skip(1)
                .map(line -> Arrays.asList(line.split(",")))
                .filter(fields -> !fields.get(fields.size() - 1).isEmpty() && fields.size() == 8 && !fields.get(5).equals("none"))
                .toList();
    }
}
