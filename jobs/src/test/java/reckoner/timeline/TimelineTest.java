package reckoner.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import reckoner.database.LedgerRows;
import reckoner.ledger.DateRange;
import reckoner.ledger.EntryStatus;
import reckoner.ledger.EntryType;

class TimelineTest {

    private static final Timeline.Filter ALL = new Timeline.Filter(null, null, null);
    private final LedgerRows ledger = new LedgerRows();
    private final TimelineBuild build = new TimelineBuild(ledger.database, ledger.transactions(), Clock.systemUTC());
    private final Timeline timeline = new Timeline(ledger.database);

    @Test
    void the_day_of_25_hours_has_25_intervals_and_two_of_them_are_one_o_clock() {
        ledger.account("acme", "America/New_York");
        ledger.consume("acme", "2026-11-01T05:30:00Z");
        ledger.consume("acme", "2026-11-01T06:10:00Z");
        ledger.consume("acme", "2026-11-01T06:20:00Z");

        Buckets hours = built(ALL, Grain.HOUR, "2026-11-01", "2026-11-01");

        assertThat(hours.list()).hasSize(25);
        assertThat(withActivity(hours)).containsExactly("2026-11-01T01:00-04:00 1", "2026-11-01T01:00-05:00 2");
        assertThat(built(ALL, Grain.HOUR, "2026-03-08", "2026-03-08").list()).hasSize(23);
        assertThat(built(ALL, Grain.DAY, "2026-11-01", "2026-11-30").list()).hasSize(30);
        assertThat(built(ALL, Grain.MONTH, "2026-01-01", "2026-12-31").list()).hasSize(12);
    }

    @Test
    void the_hours_of_lord_howe_follow_each_other_on_the_day_of_24_and_a_half() {
        ledger.account("acme", "Australia/Lord_Howe");
        ledger.consume("acme", "2026-04-04T14:45:00Z");
        ledger.consume("acme", "2026-04-04T15:15:00Z");

        Buckets hours = built(ALL, Grain.HOUR, "2026-04-05", "2026-04-05");

        assertThat(hours.list()).hasSize(25);
        assertThat(withActivity(hours)).containsExactly("2026-04-05T01:00+11:00 1", "2026-04-05T01:30+10:30 1");
    }

    @Test
    void credits_used_added_and_other_explain_the_balance() {
        ledger.account("acme", "UTC");
        String noon = "2026-03-15T12:00:00Z";
        ledger.entry("acme", noon).type(EntryType.ADD).amount("100").add();
        ledger.entry("acme", noon).type(EntryType.COUPON).amount("49").add();
        ledger.entry("acme", noon).type(EntryType.REFUND).amount("1.50").add();
        ledger.entry("acme", noon).type(EntryType.CONSUME).amount("2.25").add();
        ledger.entry("acme", noon).type(EntryType.CONSUME).amount("9").status(EntryStatus.FAILED).add();
        ledger.entry("acme", noon).type(EntryType.ADD).amount("500").status(EntryStatus.PENDING).balance(null).add();
        ledger.entry("acme", noon).type(EntryType.ADJUSTMENT).amount("-3").add();
        ledger.entry("acme", noon).type(EntryType.EXPIRY).amount("10").add();

        Bucket day = built(ALL, Grain.DAY, "2026-03-15", "2026-03-15").list().get(0);

        assertThat(List.of(day.activities(), day.failed(), day.usedMicros(), day.addedMicros(), day.otherMicros()))
                .containsExactly(8L, 1L, 2_250_000L, 150_500_000L, -13_000_000L);
    }

    @Test
    void filters_leave_one_account_one_event_one_service() {
        ledger.account("acme", "UTC");
        ledger.account("other", "UTC");
        ledger.event("gala", "acme", "Gala", null, null);
        ledger.entry("acme", "2026-03-15T12:00:00Z").event("gala").add();
        ledger.entry("acme", "2026-03-15T13:00:00Z").service("AI Modify (Nano Banana 2)").add();
        ledger.entry("other", "2026-03-15T14:00:00Z").add();

        assertThat(withActivity(built(new Timeline.Filter("acme", null, null), Grain.DAY, "2026-03-14", "2026-03-16")))
                .containsExactly("2026-03-15T00:00Z 2");
        assertThat(withActivity(built(new Timeline.Filter(null, "gala", null), Grain.HOUR, "2026-03-15", "2026-03-15")))
                .containsExactly("2026-03-15T12:00Z 1");
        assertThat(withActivity(built(new Timeline.Filter(null, null, "AI Draw Me"), Grain.HOUR, "2026-03-15", "2026-03-15")))
                .containsExactly("2026-03-15T12:00Z 1", "2026-03-15T14:00Z 1");
    }

    @Test
    void an_open_range_goes_from_the_first_activity_to_the_last() {
        ledger.account("acme", "UTC");
        ledger.consume("acme", "2026-02-27T12:00:00Z");
        ledger.consume("acme", "2026-03-02T12:00:00Z");
        build.build(false);

        assertThat(timeline.buckets(ALL, Grain.DAY, DateRange.always()).list()).hasSize(4);
        assertThat(timeline.buckets(new Timeline.Filter("acme", "none", null), Grain.DAY, DateRange.always()).list()).isEmpty();
    }

    @Test
    void accounts_of_several_zones_count_by_their_own_date() {
        ledger.account("kathmandu", "Asia/Kathmandu");
        ledger.account("havana", "America/Havana");
        ledger.consume("kathmandu", "2026-03-31T18:20:00Z"); // 1 April, 00:05
        ledger.consume("havana", "2026-04-01T03:30:00Z"); // 31 March, 23:30

        Buckets days = built(ALL, Grain.DAY, "2026-03-31", "2026-04-01");

        assertThat(days.zonesDiffer()).isTrue();
        assertThat(withActivity(days)).containsExactly("2026-03-31T00:00Z 1", "2026-04-01T00:00Z 1");
    }

    @Test
    void an_event_over_two_months_is_counted_from_its_first_second_to_its_last() {
        ledger.account("acme", "America/New_York");
        ledger.event("gala", "acme", "Gala", "2026-01-31T22:30:00-05:00", "2026-02-01T02:15:00-05:00");
        for (String at : new String[] {
            "2026-01-31T22:29:59-05:00", "2026-01-31T22:30:00-05:00", "2026-01-31T23:59:59-05:00",
            "2026-02-01T00:00:00-05:00", "2026-02-01T02:14:59-05:00", "2026-02-01T02:15:00-05:00"
        }) {
            ledger.entry("acme", java.time.OffsetDateTime.parse(at).toInstant().toString()).event("gala").add();
        }
        build.build(false);
        Timeline.Filter gala = new Timeline.Filter(null, "gala", null);

        assertThat(withActivity(timeline.duringEvent(gala, Grain.MONTH)))
                .containsExactly("2026-01-31T22:30-05:00 2", "2026-02-01T00:00-05:00 2");
        assertThat(timeline.duringEvent(gala, Grain.HOUR).list()).hasSize(5);
        assertThat(withActivity(timeline.buckets(gala, Grain.MONTH, DateRange.always())))
                .as("the whole event, with what came before and after its period")
                .containsExactly("2026-01-01T00:00-05:00 3", "2026-02-01T00:00-05:00 3");
    }

    @Test
    void an_event_without_times_has_no_period() {
        ledger.account("acme", "UTC");
        ledger.event("gala", "acme", "Gala", "2026-01-31T22:30:00Z", null);

        assertThatThrownBy(() -> timeline.duringEvent(new Timeline.Filter(null, "gala", null), Grain.DAY))
                .hasMessageContaining("Event 'gala' has no period");
    }

    private Buckets built(Timeline.Filter filter, Grain grain, String from, String to) {
        build.build(false);
        return timeline.buckets(filter, grain, new DateRange(LocalDate.parse(from), LocalDate.parse(to)));
    }

    private static List<String> withActivity(Buckets buckets) {
        ZoneId zone = buckets.zone();
        return buckets.list().stream()
                .filter(bucket -> bucket.activities() > 0)
                .map(bucket -> bucket.startsAt().atZone(zone).toOffsetDateTime() + " " + bucket.activities())
                .toList();
    }
}
