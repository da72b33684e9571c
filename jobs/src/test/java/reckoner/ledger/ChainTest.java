package reckoner.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ChainTest {

    private long nextId;

    @Test
    void entries_of_one_instant_are_put_in_chain_order() {
        List<Link> links = chain("100.00",
                consume(10, "5.00", "88.00"), consume(10, "4.00", "93.00"), consume(10, "3.00", "97.00"), consume(11, "1.00", "87.00"));

        assertThat(balances(links)).containsExactly("97.00", "93.00", "88.00", "87.00");
        assertThat(breaks(links)).isEmpty();
    }

    @Test
    void a_missing_entry_is_one_break_and_the_chain_goes_on_from_there() {
        List<Link> links = chain("100.00", consume(1, "1.00", "99.00"), consume(2, "1.00", "93.00"), consume(3, "1.00", "92.00"));

        assertThat(breaks(links)).containsExactly("T2 -5.00");
    }

    @Test
    void a_gap_inside_a_group_is_found_once_whatever_the_order() {
        List<Link> links = chain("100.00",
                consume(1, "1.00", "90.00"), consume(1, "1.00", "99.00"), consume(1, "2.00", "97.00"), consume(2, "4.00", "86.00"));

        assertThat(breaks(links)).containsExactly("T1 -6.00");
    }

    @Test
    void the_next_group_decides_where_a_broken_one_ends() {
        // Either order of the two has one break; only the one that ends with 50.00 fits what follows.
        List<Link> links = chain("100.00", consume(1, "1.00", "50.00"), consume(1, "1.00", "70.00"), consume(2, "1.00", "49.00"));

        assertThat(breaks(links)).hasSize(2);
        assertThat(balances(links)).containsExactly("70.00", "50.00", "49.00");
    }

    @Test
    void without_an_opening_balance_the_first_entry_is_the_anchor() {
        List<Link> links = chain(null, consume(1, "1.00", "9.00"), consume(1, "2.00", "10.00"), consume(2, "1.00", "8.00"));

        assertThat(breaks(links)).isEmpty();
        assertThat(Money.text(links.get(0).beforeMicros())).isEqualTo("12.00");
    }

    @Test
    void a_failed_entry_moves_nothing_unless_the_chain_shows_that_it_did() {
        List<Link> links = chain("10.00",
                failed(1, "2.00", "10.00"), consume(2, "1.00", "9.00"), failed(3, "2.00", "7.00"), consume(4, "1.00", "6.00"));

        assertThat(breaks(links)).isEmpty();
        assertThat(links.stream().filter(Link::failedButMoved).map(l -> l.entry().transactionId())).containsExactly("T3");
    }

    @Test
    void rounded_balances_are_no_breaks_within_the_tolerance_and_all_breaks_without() {
        LedgerEntry[] entries = {consume(1, "1.04", "9.00"), consume(1, "1.04", "7.90"), consume(2, "1.04", "6.90")};
        assertThat(breaks(chain("10.00", tolerant("0.10", entries)))).isEmpty();
        assertThat(breaks(chain("10.00", entries))).containsExactly("T1 0.04", "T2 -0.06", "T3 0.04");
    }

    @Test
    void the_sequence_of_the_source_is_stronger_than_the_chain() {
        LedgerEntry second = sequenced(2, consume(1, "1.00", "99.00"));
        LedgerEntry first = sequenced(1, consume(1, "1.00", "98.00"));

        assertThat(balances(chain("100.00", first, second))).containsExactly("98.00", "99.00");
    }

    @Test
    void a_pending_entry_without_a_balance_is_passed_over() {
        List<Link> links = chain("10.00", consume(1, "1.00", "9.00"), withoutBalance(2, EntryStatus.PENDING), consume(3, "1.00", "8.00"));

        assertThat(breaks(links)).isEmpty();
        assertThat(balances(links)).containsExactly("9.00", "9.00", "8.00");
    }

    @Test
    void what_has_no_balance_anchors_no_chain() {
        List<Link> links = chain(null, withoutBalance(1, EntryStatus.PENDING), withoutBalance(2, EntryStatus.FAILED), withoutBalance(2, EntryStatus.PENDING),
                consume(3, "1.00", "9.00"), consume(3, "1.00", "8.00"), withoutBalance(3, EntryStatus.PENDING), consume(4, "1.00", "6.00"));

        assertThat(breaks(links)).containsExactly("T7 -1.00");
        assertThat(balances(links)).containsExactly("10.00", "10.00", "10.00", "9.00", "8.00", "8.00", "6.00");
        assertThat(links).extracting(Link::first).startsWith(true, false).filteredOn(first -> first).hasSize(1);
        assertThat(balances(chain(null, withoutBalance(1, EntryStatus.PENDING)))).containsExactly("0.00");
    }

    @Test
    void in_a_large_group_that_does_not_chain_what_has_no_balance_is_in_nobodys_way() {
        List<LedgerEntry> entries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            entries.add(0, consume(1, "1.00", Money.text(Money.micros("99.00") - i * Money.MICROS - (i < 10 ? 0 : Money.MICROS))));
            entries.add(withoutBalance(1, EntryStatus.PENDING));
        }
        List<Link> links = chain("100.00", entries.toArray(LedgerEntry[]::new));

        assertThat(links.stream().filter(Link::isBroken).map(Link::gapMicros)).containsExactly(-Money.MICROS);
        assertThat(links.stream().map(Link::balanceMicros).filter(balance -> balance < Money.micros("78.00"))).isEmpty();
    }

    @RepeatedTest(200)
    void shuffled_groups_of_a_sound_ledger_chain_without_a_break(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<LedgerEntry> shuffled = new ArrayList<>();
        long balance = Money.micros("100.00");
        for (int second = 0; second < 40; second++) {
            List<LedgerEntry> group = new ArrayList<>();
            for (int i = random.nextInt(random.nextInt(10) == 0 ? 60 : 6); i >= 0; i--) {
                long amount = (1 + random.nextInt(4)) * 250_000L;
                boolean adds = random.nextInt(3) == 0;
                balance += adds ? amount : -amount;
                group.add(entry(second, adds ? EntryType.ADD : EntryType.CONSUME, EntryStatus.SUCCESS, amount, balance));
            }
            Collections.shuffle(group, random);
            shuffled.addAll(group);
        }
        List<Link> links = Chain.of(shuffled, OptionalLong.of(Money.micros("100.00")), OrderWindow.INSTANT, ZoneOffset.UTC);

        assertThat(breaks(links)).as("seed %d", repetition.getCurrentRepetition()).isEmpty();
        assertThat(links).hasSameSizeAs(shuffled);
    }

    @RepeatedTest(100)
    void one_missing_entry_of_a_shuffled_ledger_is_one_break_of_its_amount(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<LedgerEntry> entries = new ArrayList<>();
        long balance = Money.micros("100.00");
        int missing = 20 + random.nextInt(60);
        for (int i = 0; i < 100; i++) {
            long amount = i == missing ? 7_770_000 : (1 + random.nextInt(4)) * 250_000L;
            balance -= amount;
            if (i != missing) {
                entries.add(entry(i / 4, EntryType.CONSUME, EntryStatus.SUCCESS, amount, balance));
            }
        }
        for (int from = 0; from + 4 < entries.size(); from += 4) {
            long second = entries.get(from).occurredAt().getEpochSecond();
            int start = from;
            while (start > 0 && entries.get(start - 1).occurredAt().getEpochSecond() == second) {
                start--;
            }
            int end = start;
            while (end < entries.size() && entries.get(end).occurredAt().getEpochSecond() == second) {
                end++;
            }
            Collections.shuffle(entries.subList(start, end), random);
        }
        List<Link> links = Chain.of(entries, OptionalLong.of(Money.micros("100.00")), OrderWindow.INSTANT, ZoneOffset.UTC);

        assertThat(links.stream().filter(Link::isBroken).map(l -> Money.text(l.gapMicros())))
                .as("seed %d", repetition.getCurrentRepetition())
                .containsExactly("-7.77");
    }

    private List<Link> chain(String opening, LedgerEntry... entries) {
        return Chain.of(List.of(entries), opening == null ? OptionalLong.empty() : OptionalLong.of(Money.micros(opening)),
                OrderWindow.INSTANT, ZoneOffset.UTC);
    }

    private static List<String> breaks(List<Link> links) {
        return links.stream().filter(Link::isBroken)
                .map(l -> l.entry().transactionId() + " " + Money.text(l.gapMicros())).toList();
    }

    private static List<String> balances(List<Link> links) {
        return links.stream().map(l -> Money.text(l.balanceMicros())).toList();
    }

    private LedgerEntry consume(int second, String amount, String balance) {
        return entry(second, EntryType.CONSUME, EntryStatus.SUCCESS, Money.micros(amount), Money.micros(balance));
    }

    private LedgerEntry failed(int second, String amount, String balance) {
        return entry(second, EntryType.CONSUME, EntryStatus.FAILED, Money.micros(amount), Money.micros(balance));
    }

    private LedgerEntry entry(int second, EntryType type, EntryStatus status, long amount, long balance) {
        nextId++;
        return new LedgerEntry(nextId, 1, "T" + nextId, Instant.ofEpochSecond(second), null, 0, (short) 1, type, status,
                Money.MICROS, amount, balance, 0);
    }

    private LedgerEntry withoutBalance(int second, EntryStatus status) {
        nextId++;
        return new LedgerEntry(nextId, 1, "T" + nextId, Instant.ofEpochSecond(second), null, 0, (short) 1, EntryType.CONSUME, status,
                Money.MICROS, Money.micros("5.00"), null, 0);
    }

    private static LedgerEntry sequenced(long sequence, LedgerEntry e) {
        return new LedgerEntry(e.entryId(), 1, e.transactionId(), e.occurredAt(), sequence, 0, (short) 1, e.type(), e.status(),
                e.quantityMicros(), e.amountMicros(), e.balanceMicros(), 0);
    }

    private static LedgerEntry[] tolerant(String tolerance, LedgerEntry... entries) {
        return java.util.Arrays.stream(entries)
                .map(e -> new LedgerEntry(e.entryId(), 1, e.transactionId(), e.occurredAt(), e.sequence(), 0, (short) 1, e.type(),
                        e.status(), e.quantityMicros(), e.amountMicros(), e.balanceMicros(), Money.micros(tolerance)))
                .toArray(LedgerEntry[]::new);
    }
}
