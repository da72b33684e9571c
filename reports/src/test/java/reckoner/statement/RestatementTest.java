package reckoner.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestatementTest {

    private static final StatementLine FIRST = use("2026-03-02T10:00:00Z", "TX-1", "1.00", "9.00");
    private static final StatementLine SECOND = use("2026-03-03T10:00:00Z", "TX-2", "2.00", "7.00");
    private static final Statement ISSUED = Samples.statement("10.00", List.of(FIRST, SECOND));

    @Test
    void the_same_lines_need_no_restatement() {
        Restatement same = Restatement.of(ISSUED, List.of(FIRST, SECOND), "nothing");

        assertThat(same.changes()).isEmpty();
        assertThat(same.isNeeded(new BigDecimal("10.0"), new BigDecimal("7"))).isFalse();
        assertThat(same.isNeeded(new BigDecimal("10.01"), new BigDecimal("7.01"))).isTrue();
    }

    @Test
    void lines_that_came_went_or_changed_are_told_apart_by_time() {
        StatementLine late = use("2026-03-01T10:00:00Z", "TX-0", "0.50", "9.50");
        StatementLine dearer = use("2026-03-02T10:00:00Z", "TX-1", "1.25", "8.25");

        Restatement what = Restatement.of(ISSUED, List.of(late, dearer), "late");

        assertThat(what.changes()).extracting(Change::kind, Change::transactionId, Change::before, Change::after).containsExactly(
                tuple(Change.Kind.ADDED, "TX-0", BigDecimal.ZERO, new BigDecimal("-0.50")),
                tuple(Change.Kind.CHANGED, "TX-1", new BigDecimal("-1.00"), new BigDecimal("-1.25")),
                tuple(Change.Kind.REMOVED, "TX-2", new BigDecimal("-2.00"), BigDecimal.ZERO));
    }

    @Test
    void two_movements_without_an_entry_at_one_moment_are_two() {
        StatementLine gap = Samples.line("2026-03-02T10:00:00Z", "", LineKind.UNEXPLAINED, "1.00", "9.00", null, "Difference without an entry", "");
        StatementLine again = Samples.line("2026-03-02T10:00:00Z", "", LineKind.UNEXPLAINED, "1.00", "8.00", null, "Difference without an entry", "");
        Statement twice = Samples.statement("10.00", List.of(gap, again));

        assertThat(Restatement.of(twice, List.of(gap), "healed").changes()).singleElement()
                .satisfies(gone -> assertThat(gone.difference()).isEqualByComparingTo("1.00"));
    }

    @Test
    void a_restatement_whose_changes_do_not_make_its_figures_does_not_exist() {
        Restatement nothing = new Restatement("S-000001", Samples.ISSUED, "why", new BigDecimal("10.00"), new BigDecimal("9.99"), List.of());

        assertThatThrownBy(() -> new Statement("S-000002", Samples.ISSUED, Samples.HOLDER, Samples.MARCH, new BigDecimal("10.00"),
                        new BigDecimal("9.00"), List.of(FIRST), List.of(), Samples.AGREES, null, nothing))
                .isInstanceOf(StatementRefused.class).hasMessageContaining("what changed since S-000001");
    }

    private static StatementLine use(String at, String id, String amount, String balance) {
        return Samples.line(Instant.parse(at).toString(), id, LineKind.USE, amount, balance, null, "AI Draw Me", "AI Draw Me");
    }
}
