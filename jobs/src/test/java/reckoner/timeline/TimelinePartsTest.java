package reckoner.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;
import reckoner.cluster.ClusterSettings;
import reckoner.cluster.Part;
import reckoner.database.LedgerRows;

/** Whole accounts are made ready in parts and come into force at once, whatever happens between. */
class TimelinePartsTest {

    private static final List<String> ZONES = List.of("America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "America/Havana", "UTC", "Europe/Zurich");
    private static final int ENTRIES = 220;
    private static final Instant AT = Instant.parse("2026-11-05T08:00:00Z");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final LedgerRows ledger = new LedgerRows();
    private final TransactionTemplate transaction = new TransactionTemplate(ledger.transactions());
    private final TimelineBuild build = new TimelineBuild(ledger.database, ledger.transactions(), Clock.fixed(Instant.EPOCH, ZoneId.of("UTC")));
    private final TimelineParts parts = new TimelineParts(ledger.database, ledger.transactions(), build,
            new ClusterSettings(1, Duration.ofSeconds(60), 32, 50, 100));

    @BeforeEach
    void fill() {
        transaction.executeWithoutResult(status -> {
            for (String zone : ZONES) {
                ledger.account(zone, zone);
                ledger.event("event " + zone, zone, "Gala", null, null);
            }
            ledger.account("without activity", "UTC");
            entries(ENTRIES);
        });
    }

    @Test
    void parts_in_any_order_done_once_or_twice_are_what_one_transaction_builds() {
        List<Part> all = new ArrayList<>(parts.cut(false, AT));
        assertThat(all).as("four parts of a hundred entries and more").hasSizeGreaterThan(3);
        all.addAll(all.subList(0, 2));
        Collections.shuffle(all, random);
        all.forEach(this::make);
        assertThat(buckets()).as("nobody sees what is not in force").isEmpty();

        TimelineBuild.Built built = build.build(false);

        assertThat(built).isEqualTo(new TimelineBuild.Built(1, ZONES.size() + 1, ENTRIES));
        assertThat(build.isBehind()).isFalse();
        List<String> inParts = buckets();
        assertThat(build.build(true)).isEqualTo(new TimelineBuild.Built(0, ZONES.size() + 1, ENTRIES));
        assertThat(inParts).as("seed " + seed).isEqualTo(buckets()).isNotEmpty();
        assertNothingIsLeft();
    }

    @Test
    void a_full_build_in_parts_takes_the_place_of_what_was_in_force_at_once() {
        build.build(false);
        List<String> before = buckets();

        parts.cut(true, AT).forEach(this::make);
        assertThat(buckets()).isEqualTo(before);
        TimelineBuild.Built built = build.build(true);

        assertThat(built).isEqualTo(new TimelineBuild.Built(0, ZONES.size() + 1, ENTRIES));
        assertThat(buckets()).as("seed " + seed).isEqualTo(before);
        assertNothingIsLeft();
    }

    @Test
    void what_a_build_that_died_has_left_is_gone_with_the_next() {
        for (int died = 0; died < 3; died++) {
            List<Part> cut = parts.cut(false, AT);
            cut.subList(0, died).forEach(this::make);
        }

        parts.cut(false, AT).forEach(this::make);
        build.build(false);

        assertSameAsFull();
        assertNothingIsLeft();
    }

    @Test
    void a_small_build_after_a_large_one_that_died_builds_everything_in_one_go() {
        List<Part> cut = parts.cut(true, AT);
        cut.subList(1, 3).forEach(this::make);
        TimelineParts undivided = new TimelineParts(ledger.database, ledger.transactions(), build, new ClusterSettings(1, Duration.ofSeconds(60), 32, 50, 500_000));

        assertThat(undivided.cut(false, AT)).isEmpty();
        assertThat(build.build(false).entries()).isEqualTo(ENTRIES);

        assertSameAsFull();
        assertNothingIsLeft();
    }

    @Test
    void what_is_booked_and_changed_while_parts_are_made_is_in_the_buckets() {
        build.build(false);
        long first = ledger.database.sql("select entry_id from ledger_entry where account_key = 1 order by occurred_at limit 1").query(Long.class).single();
        ledger.load();
        transaction.executeWithoutResult(status -> entries(30));
        List<Part> cut = parts.cut(true, AT);

        cut.subList(0, 2).forEach(this::make);
        transaction.executeWithoutResult(status -> {
            ledger.load();
            ledger.account("late", "Asia/Kolkata");
            ledger.consume("late", "2026-10-31T20:00:00Z");
            ledger.entry(ZONES.get(0), "2026-12-24T18:00:00Z").amount("7.00").replace(first);
            entries(40);
            ledger.account(ZONES.get(1), "Asia/Kolkata");
        });
        cut.subList(2, cut.size()).forEach(this::make);
        build.build(true);

        assertThat(build.isBehind()).isFalse();
        assertSameAsFull();
        assertNothingIsLeft();
    }

    private void make(Part part) {
        transaction.executeWithoutResult(status -> parts.make(part));
    }

    private void entries(int count) {
        for (int i = 0; i < count; i++) {
            String zone = ZONES.get(random.nextInt(ZONES.size()));
            ledger.entry(zone, Instant.parse("2026-10-03T00:00:00Z").plusSeconds(random.nextInt(45 * 86_400)).toString())
                    .event(random.nextBoolean() ? "event " + zone : null)
                    .service(random.nextBoolean() ? "AI Draw Me" : "AI Modify (Nano Banana 2)")
                    .amount(Integer.toString(random.nextInt(500)))
                    .add();
        }
    }

    private void assertSameAsFull() {
        List<String> made = buckets();
        build.build(true);
        assertThat(made).as("seed " + seed).isEqualTo(buckets()).isNotEmpty();
    }

    private void assertNothingIsLeft() {
        assertThat(ledger.database.sql("""
                        select (select count(*) from built_bucket) - (select count(*) from timeline_bucket)
                          + (select count(*) from timeline_plan) + (select count(*) from timeline_plan_load)""")
                .query(Long.class).single()).isZero();
    }

    private List<String> buckets() {
        return ledger.database.sql("select row(b.*)::text from timeline_bucket b order by 1").query(String.class).list();
    }
}
