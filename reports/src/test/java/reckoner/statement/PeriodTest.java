package reckoner.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeriodTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");

    @Test
    void a_month_is_that_of_the_zone() {
        Period march = Period.month(YearMonth.of(2026, 3), KATHMANDU);
        assertThat(march.from()).isEqualTo(Instant.parse("2026-02-28T18:15:00Z"));
        assertThat(march.contains(march.from())).isTrue();
        assertThat(march.contains(march.to())).isFalse();
    }

    @Test
    void selected_days_include_the_last_one_even_if_it_has_25_hours() {
        Period autumn = Period.days(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 1), NEW_YORK);
        assertThat(Duration.between(autumn.from(), autumn.to())).isEqualTo(Duration.ofHours(25));
    }

    @Test
    void labels_are_as_short_as_they_can_be() {
        assertThat(Period.month(YearMonth.of(2026, 2), NEW_YORK).label()).isEqualTo("February 2026");
        assertThat(Period.days(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 7), NEW_YORK).label())
                .isEqualTo("1 February 2026 – 7 February 2026");
        assertThat(Period.days(LocalDate.of(2026, 2, 7), LocalDate.of(2026, 2, 7), NEW_YORK).label()).isEqualTo("7 February 2026");
        assertThat(new Period(Instant.parse("2026-02-07T23:00:00Z"), Instant.parse("2026-02-08T03:00:00Z"), NEW_YORK).label())
                .isEqualTo("7 February 2026 18:00 – 7 February 2026 22:00");
    }

    @Test
    void an_empty_period_is_refused() {
        assertThatThrownBy(() -> new Period(Instant.EPOCH, Instant.EPOCH, NEW_YORK)).hasMessageContaining("is empty");
    }

    @Test
    void the_timeline_has_each_day_once_and_each_hour_of_the_long_day() {
        Period day = Period.days(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 1), NEW_YORK);
        StatementLine second = Samples.line("2026-11-01T06:30:00Z", "TX-1", LineKind.USE, "0.45", "9.55", "Gala", "Video", "Kling");
        assertThat(Bucket.byDay(day, List.of(second))).extracting(Bucket::label).containsExactly("2026-11-01");
        List<Bucket> hours = Bucket.byHour(day, List.of(second));
        assertThat(hours).hasSize(25);
        assertThat(hours.get(1).label()).isEqualTo("2026-11-01 01:00 -04:00");
        assertThat(hours.get(2).label()).isEqualTo("2026-11-01 01:00 -05:00");
        assertThat(hours.get(2).activities()).isEqualTo(1);
        assertThat(hours.get(2).creditsUsed()).isEqualByComparingTo("0.45");
    }

    @Test
    void a_clock_that_moves_by_half_an_hour_makes_one_short_and_one_long_hour() {
        ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe");
        Period spring = Period.days(LocalDate.of(2026, 10, 4), LocalDate.of(2026, 10, 4), lordHowe);
        StatementLine line = Samples.line("2026-10-03T16:10:00Z", "TX-1", LineKind.USE, "0.45", "9.55", "Gala", "Video", "Kling");
        assertThat(Bucket.byHour(spring, List.of(line))).hasSize(24)
                .extracting(Bucket::label).contains("2026-10-04 02:30", "2026-10-04 03:00", "2026-10-04 04:00").doesNotContain("2026-10-04 03:30");
        Period autumn = Period.days(LocalDate.of(2026, 4, 5), LocalDate.of(2026, 4, 5), lordHowe);
        assertThat(Bucket.byHour(autumn, List.of())).extracting(Bucket::label)
                .contains("2026-04-05 01:00", "2026-04-05 02:00").doesNotHaveDuplicates().hasSize(24);
    }
}
