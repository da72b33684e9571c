package reckoner.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Sources that post slightly out of order: time order where it chains, the fewest breaks where it does not. */
class OrderTest {

    private static final long OPENING = Money.micros("100.00");
    private static final long[] PRICES = {150_000, 230_000, 280_000, 600_000, 40_000};
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void a_window_is_read_and_printed_alike() {
        for (String text : List.of("instant", "day", "6", "999")) {
            assertThat(OrderWindow.parse(text)).hasToString(text);
        }
        assertThat(OrderWindow.parse(OrderWindow.parse("36h").toString())).isEqualTo(OrderWindow.parse("36h"));
        for (String text : List.of("0", "-1", "1000", "week", "-PT1H", "6x")) {
            assertThatThrownBy(() -> OrderWindow.parse(text)).hasMessageContaining("is no order window");
        }
    }

    @Test
    void an_entry_moves_by_at_most_the_window() {
        List<LedgerEntry> entries = new ArrayList<>(sound(12, new Random(1)));
        LedgerEntry late = entries.remove(2);
        entries.add(8, at(late, entries.get(7).occurredAt().plusSeconds(1)));

        assertThat(breaks(entries, "6")).isEmpty();
        assertThat(breaks(entries, "10m")).isEmpty();
        assertThat(breaks(entries, "day")).isEmpty();
        assertThat(breaks(entries, "5")).containsExactly("-0.04", "2.75");
        assertThat(breaks(entries, "instant")).hasSize(3);
    }

    @RepeatedTest(50)
    void entries_posted_late_within_the_window_chain_without_a_break(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<LedgerEntry> posted = delayed(sound(300, random), random);

        assertThat(breaks(posted, "5m")).as("seed %d", repetition.getCurrentRepetition()).isEmpty();
    }

    @RepeatedTest(50)
    void entries_that_stand_some_places_off_chain_without_a_break(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<LedgerEntry> moved = moved(sound(300, random), random);

        assertThat(breaks(moved, "6")).as("seed %d", repetition.getCurrentRepetition()).isEmpty();
    }

    @RepeatedTest(50)
    void a_missing_entry_among_displaced_ones_is_one_break_of_its_amount(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<LedgerEntry> entries = new ArrayList<>(sound(200, random));
        int missing = 20 + random.nextInt(160);
        long amount = 7_770_000;
        for (int i = missing; i < entries.size(); i++) {
            entries.set(i, balance(entries.get(i), entries.get(i).balanceMicros() - amount));
        }
        assertThat(breaks(delayed(entries, random), "5m"))
                .as("seed %d", repetition.getCurrentRepetition()).containsExactly("-7.77");
        assertThat(breaks(moved(entries, random), "6"))
                .as("seed %d", repetition.getCurrentRepetition()).containsExactly("-7.77");
    }

    @RepeatedTest(50)
    void a_changed_balance_among_displaced_entries_is_one_gap_there_and_back(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<LedgerEntry> entries = new ArrayList<>(sound(200, random));
        int changed = 20 + random.nextInt(160);
        entries.set(changed, balance(entries.get(changed), entries.get(changed).balanceMicros() + 130_000_000));

        assertThat(breaks(delayed(entries, random), "5m"))
                .as("seed %d", repetition.getCurrentRepetition()).containsExactly("130.00", "-130.00");
    }

    @Test
    void orders_that_are_as_good_but_break_elsewhere_are_ambiguous() {
        // Both follow from 100.00 and neither from the other; nothing after them tells which came last.
        LedgerEntry down = entry(1, START, EntryType.CONSUME, 1_000_000, 99_000_000);
        LedgerEntry up = entry(2, START, EntryType.ADD, 1_000_000, 101_000_000);
        LedgerEntry after = entry(3, START.plusSeconds(1), EntryType.CONSUME, 1_000_000, 100_000_000);

        for (String window : List.of("instant", "day", "6")) {
            assertThat(broken(List.of(down, up), window)).singleElement().matches(Link::ambiguous, "is ambiguous");
        }
        assertThat(broken(List.of(down, up, after), "instant")).singleElement().matches(link -> !link.ambiguous(), "is certain");
        assertThat(broken(List.of(down, up, after), "day")).isEmpty();
    }

    @Test
    void the_work_is_bounded_however_broken_the_ledger_is() {
        int entries = 4_000;
        Random random = new Random(7);
        Reordering reordering = new Reordering(OrderWindow.DAY, ZoneOffset.UTC, true, link -> {});
        long before = OPENING;
        for (int i = 0; i < entries; i++) {
            LedgerEntry entry = entry(i, START.plusSeconds(i), EntryType.CONSUME, 1_000_000, random.nextInt(50) * 1_000_000L);
            reordering.accept(new Link(entry, before, -1_000_000, entry.balanceMicros(), i == 0, false));
            before = entry.balanceMicros();
        }
        reordering.finish();
        assertThat(reordering.steps()).isLessThan(3L * entries * WindowSearch.BEAM * WindowSearch.SIGHT);
    }

    @Test
    void a_sound_ledger_costs_no_search_at_all() {
        Reordering reordering = new Reordering(OrderWindow.DAY, ZoneOffset.UTC, true, link -> {});
        long before = OPENING;
        for (LedgerEntry entry : sound(5_000, new Random(3))) {
            reordering.accept(new Link(entry, before, entry.effectMicros(), entry.balanceMicros(), false, false));
            before = entry.balanceMicros();
        }
        reordering.finish();
        assertThat(reordering.steps()).isZero();
    }

    /** One entry a minute, each balance from the one before. */
    private static List<LedgerEntry> sound(int count, Random random) {
        List<LedgerEntry> entries = new ArrayList<>();
        long balance = OPENING;
        for (int i = 0; i < count; i++) {
            boolean adds = balance < 10_000_000 || random.nextInt(40) == 0;
            long amount = adds ? 100_000_000 : PRICES[random.nextInt(PRICES.length)];
            balance += adds ? amount : -amount;
            entries.add(entry(i, START.plusSeconds(60L * i), adds ? EntryType.ADD : EntryType.CONSUME, amount, balance));
        }
        return entries;
    }

    /** Some entries are posted up to five minutes after they happened, and the source sorts by when they were posted. */
    private static List<LedgerEntry> delayed(List<LedgerEntry> entries, Random random) {
        List<LedgerEntry> posted = new ArrayList<>();
        for (LedgerEntry entry : entries) {
            posted.add(random.nextInt(4) > 0 ? entry : at(entry, entry.occurredAt().plusSeconds(random.nextInt(301))));
        }
        posted.sort(Comparator.comparing(LedgerEntry::occurredAt).thenComparing(LedgerEntry::entryId));
        return posted;
    }

    /** In every twenty entries one stands up to six places from where it belongs; times are those of the places. */
    private static List<LedgerEntry> moved(List<LedgerEntry> entries, Random random) {
        List<LedgerEntry> moved = new ArrayList<>(entries);
        for (int from = 0; from + 20 <= moved.size(); from += 20) {
            int place = from + 6 + random.nextInt(7);
            int far = 1 + random.nextInt(6);
            Collections.rotate(random.nextBoolean() ? moved.subList(place, place + far + 1) : moved.subList(place - far, place + 1),
                    random.nextBoolean() ? 1 : -1);
        }
        for (int i = 0; i < moved.size(); i++) {
            moved.set(i, at(moved.get(i), START.plusSeconds(60L * i)));
        }
        return moved;
    }

    private static List<String> breaks(List<LedgerEntry> entries, String window) {
        return broken(entries, window).stream().map(link -> Money.text(link.gapMicros())).toList();
    }

    private static List<Link> broken(List<LedgerEntry> entries, String window) {
        List<Link> links = Chain.of(entries, OptionalLong.of(OPENING), OrderWindow.parse(window), ZoneOffset.UTC);
        assertThat(links).extracting(Link::entry).containsExactlyInAnyOrderElementsOf(entries);
        return links.stream().filter(Link::isBroken).toList();
    }

    private static LedgerEntry at(LedgerEntry e, Instant at) {
        return new LedgerEntry(e.entryId(), 1, e.transactionId(), at, null, 0, e.serviceKey(), e.type(), e.status(), e.quantityMicros(),
                e.amountMicros(), e.balanceMicros(), 0);
    }

    private static LedgerEntry balance(LedgerEntry e, long balance) {
        return new LedgerEntry(e.entryId(), 1, e.transactionId(), e.occurredAt(), null, 0, e.serviceKey(), e.type(), e.status(),
                e.quantityMicros(), e.amountMicros(), balance, 0);
    }

    private static LedgerEntry entry(long id, Instant at, EntryType type, long amount, long balance) {
        return new LedgerEntry(id, 1, "T" + id, at, null, 0, (short) 1, type, EntryStatus.SUCCESS, Money.MICROS, amount, balance, 0);
    }
}
