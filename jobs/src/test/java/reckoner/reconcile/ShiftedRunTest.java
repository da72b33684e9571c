package reckoner.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import reckoner.reconcile.ShiftedRun.Step;

class ShiftedRunTest {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    /** Forty entries of -1, half an hour apart; those from {@code first} to {@code last} are later by that many minutes. */
    private static List<Step> shifted(int first, int last, int minutes) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            steps.add(new Step(i, "T" + i, START.plus(Duration.ofMinutes(30L * i + (i < first || i > last ? 0 : minutes))), 99 - i, -1));
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    private static Optional<ShiftedRun> found(List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            long before = i == 0 ? 100 : steps.get(i - 1).balanceMicros();
            if (steps.get(i).ownBeforeMicros() != before) {
                return ShiftedRun.of(steps, steps.get(i).entryId(), before);
            }
        }
        return Optional.empty();
    }

    private static String words(ShiftedRun run) {
        return "%s to %s, %s, %s to %s, zone %s".formatted(run.entries().get(0).transactionId(),
                run.entries().get(run.entries().size() - 1).transactionId(), run.late() ? "late" : "early", run.least(), run.most(),
                run.zoneDifference().orElse(null));
    }

    @Test
    void one_entry_that_is_late_or_early_is_named() {
        assertThat(found(shifted(20, 20, 125)).map(ShiftedRunTest::words)).contains("T20 to T20, late, PT1H35M to PT2H35M, zone PT2H");
        assertThat(found(shifted(20, 20, -125)).map(ShiftedRunTest::words)).contains("T20 to T20, early, PT1H35M to PT2H35M, zone PT2H");
    }

    @Test
    void a_run_is_named_whole_although_only_its_ends_are_out_of_order() {
        assertThat(found(shifted(5, 30, 65)).map(ShiftedRunTest::words)).contains("T5 to T30, late, PT35M to PT1H35M, zone PT1H");
        assertThat(found(shifted(5, 30, -65)).map(ShiftedRunTest::words)).contains("T5 to T30, early, PT35M to PT1H35M, zone PT1H");
    }

    @Test
    void the_first_entry_and_the_last_may_be_the_shifted_ones() {
        assertThat(found(shifted(0, 0, 95)).map(ShiftedRunTest::words)).contains("T0 to T0, late, PT1H5M to PT26H, zone PT2H");
        assertThat(found(shifted(39, 39, -95)).map(ShiftedRunTest::words)).contains("T39 to T39, early, PT1H5M to PT26H, zone PT2H");
    }

    @Test
    void the_last_is_named_although_the_account_was_quiet_long_before() {
        List<Step> steps = shifted(39, 39, -95);
        steps.add(0, new Step(99, "LONG AGO", START.minus(Duration.ofDays(9)), 100, 0));
        assertThat(found(steps).map(ShiftedRunTest::words)).contains("T39 to T39, early, PT1H5M to PT26H, zone PT2H");
    }

    @Test
    void one_that_came_to_stand_at_the_instant_of_another_is_named_whichever_of_them_the_chain_took_first() {
        List<Step> steps = shifted(20, 20, -300);
        assertThat(steps.subList(10, 12)).extracting(Step::transactionId).containsExactly("T10", "T20");
        assertThat(ShiftedRun.of(steps, 20, 89).map(ShiftedRunTest::words)).contains("T20 to T20, early, PT4H30M to PT5H30M, zone PT5H");
        assertThat(ShiftedRun.of(steps, 20, 90).map(ShiftedRunTest::words)).contains("T20 to T20, early, PT4H30M to PT5H30M, zone PT5H");
    }

    @Test
    void a_missing_entry_is_no_shift() {
        List<Step> steps = shifted(0, -1, 0);
        steps.remove(20);
        assertThat(found(steps)).isEmpty();
    }

    @Test
    void two_that_changed_places_are_left_to_the_walk() {
        assertThat(found(shifted(20, 20, 35))).isEmpty();
    }
}
