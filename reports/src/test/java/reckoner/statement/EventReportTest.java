package reckoner.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static reckoner.statement.Samples.line;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventReportTest {

    private static final Period EVENING =
            new Period(Instant.parse("2026-03-14T16:00:00Z"), Instant.parse("2026-03-14T22:00:00Z"), Samples.ZURICH);
    private static final StatementLine FIRST =
            line("2026-03-14T16:00:00Z", "TX-1", LineKind.USE, "0.45", "9.55", "Gala", "Video", "Kling");
    private static final StatementLine LATE =
            line("2026-03-14T22:00:00Z", "TX-7", LineKind.USE, "0.45", "3.10", "Gala", "Video", "Kling");

    @Test
    void its_balances_need_not_chain_for_other_events_interleave() {
        EventReport report = report("Gala", List.of(FIRST, LATE));
        assertThat(report.totals().used()).isEqualByComparingTo("0.90");
    }

    @Test
    void a_line_at_the_end_is_outside_and_counted() {
        EventReport report = report("Gala", List.of(FIRST, LATE));
        assertThat(report.side(FIRST)).isEqualTo(EventReport.Side.DURING);
        assertThat(report.side(LATE)).isEqualTo(EventReport.Side.AFTER);
        assertThat(report.totals(EventReport.Side.BEFORE).useCount()).isZero();
        assertThat(report.totals(EventReport.Side.AFTER).used()).isEqualByComparingTo("0.45");
    }

    @Test
    void a_line_outside_of_what_is_shown_is_refused() {
        assertThatThrownBy(() -> new EventReport("Gala", "Gala", Samples.HOLDER, EVENING, EVENING, List.of(FIRST, LATE), List.of(),
                Samples.ISSUED)).isInstanceOf(StatementRefused.class).hasMessageContaining("line TX-7 is outside of what is shown");
    }

    @Test
    void a_line_of_another_event_is_refused() {
        assertThatThrownBy(() -> report("Fair", List.of(FIRST)))
                .isInstanceOf(StatementRefused.class)
                .hasMessageContaining("line TX-1 belongs to event Gala");
    }

    @Test
    void lines_out_of_order_are_refused() {
        assertThatThrownBy(() -> report("Gala", List.of(LATE, FIRST)))
                .isInstanceOf(StatementRefused.class)
                .hasMessageContaining("line TX-1 is earlier than the line above it");
    }

    private static EventReport report(String id, List<StatementLine> lines) {
        return new EventReport(id, id, Samples.HOLDER, EVENING, null, lines, Bucket.byHour(EVENING, lines), Samples.ISSUED);
    }
}
