package reckoner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days on which the clock moves: Berlin on 29 March (02:00 is left out) and on 25 October 2026 (02:00 comes twice). */
class CronTest {

    @Test
    void a_time_that_the_clock_leaves_out_is_due_when_it_has_moved() {
        assertThat(times("30 2 * * *", "Europe/Berlin", "2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z"))
                .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
    }

    @Test
    void a_time_that_comes_twice_is_due_the_first_time() {
        assertThat(times("30 2 * * *", "Europe/Berlin", "2026-10-23T22:00:00Z", "2026-10-26T22:00:00Z"))
                .containsExactly("2026-10-24T00:30:00Z", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    }

    @Test
    void asked_between_the_two_it_is_not_due_again() {
        assertThat(Cron.of("30 2 * * *", ZoneId.of("Europe/Berlin")).next(Instant.parse("2026-10-25T01:05:00Z")))
                .contains(Instant.parse("2026-10-26T01:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T00:00:00Z, 2026-03-29T04:00:00Z, 47", "2026-10-25T00:00:00Z, 2026-10-25T04:00:00Z, 47",
        "2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z, 275", "2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z, 299"
    })
    void between_these_what_is_due_every_five_minutes_is_due_so_often(String from, String to, int count) {
        List<String> times = times("*/5 * * * *", "Europe/Berlin", from, to);
        assertThat(times).hasSize(count).doesNotHaveDuplicates();
        for (int i = 1; i < times.size(); i++) {
            assertThat(Duration.between(Instant.parse(times.get(i - 1)), Instant.parse(times.get(i)))).isEqualTo(Duration.ofMinutes(5));
        }
    }

    @Test
    void a_clock_that_moves_by_half_an_hour_is_followed() {
        // Lord Howe, 4 October 2026: 02:00 becomes 02:30; 5 April 2026: 02:00 becomes 01:30 again.
        assertThat(times("15 2 * * *", "Australia/Lord_Howe", "2026-10-03T10:00:00Z", "2026-10-04T20:00:00Z"))
                .containsExactly("2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z");
        assertThat(times("45 1 * * *", "Australia/Lord_Howe", "2026-04-04T10:00:00Z", "2026-04-05T20:00:00Z"))
                .containsExactly("2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z");
    }

    @Test
    void the_third_of_each_month_in_utc() {
        assertThat(times("0 6 3 * *", "UTC", "2026-01-03T06:00:00Z", "2026-04-01T00:00:00Z"))
                .containsExactly("2026-02-03T06:00:00Z", "2026-03-03T06:00:00Z");
    }

    @Test
    void what_never_comes_is_never_due_and_nonsense_is_refused() {
        assertThat(Cron.of("0 0 30 2 *", ZoneId.of("UTC")).next(Instant.EPOCH)).isEmpty();
        assertThatThrownBy(() -> Cron.of("every day", ZoneId.of("UTC"))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> times(String cron, String zone, String after, String before) {
        Cron due = Cron.of(cron, ZoneId.of(zone));
        List<String> times = new ArrayList<>();
        Optional<Instant> at = due.next(Instant.parse(after));
        while (at.isPresent() && at.get().isBefore(Instant.parse(before))) {
            times.add(at.get().toString());
            at = due.next(at.get());
        }
        return times;
    }
}
