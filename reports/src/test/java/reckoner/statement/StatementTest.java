package reckoner.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static reckoner.statement.Samples.line;
import static reckoner.statement.Samples.statement;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatementTest {

    private static final StatementLine BOUGHT =
            line("2026-03-02T10:00:00Z", "TX-1", LineKind.PURCHASE, "50.00", "60.00", null, "Credits", "");
    private static final StatementLine USED =
            line("2026-03-03T10:00:00Z", "TX-2", LineKind.USE, "0.45", "59.55", "Gala", "AI Image To Video (Kling)", "Kling");

    @Test
    void a_statement_that_adds_up_exists() {
        Statement statement = statement("10.00", List.of(BOUGHT, USED));
        assertThat(statement.closing()).isEqualByComparingTo("59.55");
        assertThat(statement.totals().purchased()).isEqualByComparingTo("50.00");
        assertThat(statement.totals().used()).isEqualByComparingTo("0.45");
    }

    @Test
    void a_month_without_activity_closes_as_it_opened() {
        assertThat(statement("10.00", List.of()).closing()).isEqualByComparingTo("10.00");
    }

    @Test
    void amounts_are_compared_as_amounts_and_not_by_their_digits() {
        StatementLine oneAndAHalf = line("2026-03-02T10:00:00Z", "TX-1", LineKind.PURCHASE, "0.5", "1.50", null, "Credits", "");
        assertThat(statement("1.000", List.of(oneAndAHalf)).closing()).isEqualByComparingTo("1.5");
    }

    @Test
    void a_closing_balance_that_does_not_follow_is_refused_with_both_figures() {
        StatementRefused refused = catchThrowableOfType(StatementRefused.class, () -> new Statement("ST-1", Samples.ISSUED,
                Samples.HOLDER, Samples.MARCH, new BigDecimal("10.00"), new BigDecimal("59.56"), List.of(BOUGHT, USED), List.of(),
                Samples.AGREES, null, null));
        assertThat(refused).hasMessage("statement ST-1 of account A-1001: opening balance and all movements do not make the closing "
                + "balance: expected 59.55, stated 59.56, difference 0.01. Nothing was made. Reconcile the account, then make it again.");
        assertThat(refused.expected()).isEqualByComparingTo("59.55");
        assertThat(refused.actual()).isEqualByComparingTo("59.56");
    }

    @Test
    void a_line_that_does_not_follow_from_the_line_before_is_refused_by_its_place() {
        StatementLine gap = line("2026-03-04T10:00:00Z", "TX-3", LineKind.USE, "0.45", "59.00", "Gala", "AI Draw Me", "AI Draw Me");
        StatementRefused refused =
                catchThrowableOfType(StatementRefused.class, () -> statement("10.00", List.of(BOUGHT, USED, gap)));
        assertThat(refused.place()).isEqualTo("statement ST-2026-000123 of account A-1001, line 3 (TX-3)");
        assertThat(refused.expected()).isEqualByComparingTo("59.10");
        assertThat(refused.actual()).isEqualByComparingTo("59.00");
    }

    @Test
    void a_line_of_the_next_month_in_the_accounts_zone_is_refused() {
        // 22:30 in UTC is half past midnight on 1 April in Zurich.
        StatementLine april = line("2026-03-31T22:30:00Z", "TX-9", LineKind.PURCHASE, "50.00", "60.00", null, "Credits", "");
        assertThatThrownBy(() -> statement("10.00", List.of(april)))
                .isInstanceOf(StatementRefused.class)
                .hasMessageContaining("line 1 (TX-9): 2026-03-31T22:30:00Z is outside the period");
    }

    @Test
    void a_timeline_of_other_figures_is_refused() {
        List<Bucket> other = List.of(new Bucket("2026-03-03", Instant.parse("2026-03-02T23:00:00Z"), 1, new BigDecimal("0.46"),
                new BigDecimal("50.00")));
        assertThatThrownBy(() -> new Statement("ST-1", Samples.ISSUED, Samples.HOLDER, Samples.MARCH, new BigDecimal("10.00"),
                new BigDecimal("59.55"), List.of(BOUGHT, USED), other, Samples.AGREES, null, null))
                .isInstanceOf(StatementRefused.class)
                .hasMessageContaining("the timeline's credits used are not those of the lines: expected 0.45, stated 0.46");
    }

    @Test
    void a_refund_and_a_coupon_are_not_counted_as_purchased() {
        Totals totals = statement("0.00", List.of(
                line("2026-03-02T10:00:00Z", "TX-1", LineKind.COUPON, "49.00", "49.00", null, "Coupon", ""),
                line("2026-03-02T11:00:00Z", "TX-2", LineKind.REFUND, "0.45", "49.45", null, "Refund", ""))).totals();
        assertThat(totals.purchased()).isEqualByComparingTo("0");
        assertThat(totals.coupons()).isEqualByComparingTo("49.00");
        assertThat(totals.refunds()).isEqualByComparingTo("0.45");
    }

    @Test
    void an_unexplained_movement_has_its_own_line_and_total() {
        Statement statement = statement("100.00", List.of(
                line("2026-03-02T10:00:00Z", "", LineKind.UNEXPLAINED, "50.00", "50.00", null, "Not in the ledger", "")));
        assertThat(statement.totals().unexplained()).isEqualByComparingTo("-50.00");
        assertThat(statement.totals().used()).isEqualByComparingTo("0");
    }

    @Test
    void a_charged_failure_is_not_counted_as_use() {
        StatementLine charged = new StatementLine(Instant.parse("2026-03-02T10:00:00Z"), "TX-1", null, null, "AI Draw Me", "AI Draw Me",
                "Consume", "Failed", BigDecimal.ONE, new BigDecimal("0.10"), new BigDecimal("-0.10"), new BigDecimal("9.90"),
                LineKind.FAILED, null);
        Totals totals = statement("10.00", List.of(charged)).totals();
        assertThat(totals.used()).isEqualByComparingTo("0");
        assertThat(totals.failedCharges()).isEqualByComparingTo("-0.10");
    }

    @Test
    void a_line_that_moves_more_than_its_amount_is_refused() {
        assertThatThrownBy(() -> new StatementLine(Instant.EPOCH, "TX-1", null, null, "AI Draw Me", "AI Draw Me", "Consume", "Success",
                BigDecimal.ONE, new BigDecimal("0.10"), new BigDecimal("-0.20"), BigDecimal.ZERO, LineKind.USE, null))
                .hasMessage("line TX-1: amount 0.10 and movement -0.20 differ; put the rest on a line of kind UNEXPLAINED");
    }

    @Test
    void a_use_that_adds_credits_is_refused() {
        assertThatThrownBy(() -> new StatementLine(Instant.EPOCH, "TX-1", null, null, "AI Draw Me", "AI Draw Me", "Consume", "Success",
                BigDecimal.ONE, new BigDecimal("0.10"), new BigDecimal("0.10"), BigDecimal.ZERO, LineKind.USE, null))
                .hasMessage("line TX-1: a line of kind USE cannot move the balance by 0.10");
    }

    @Test
    void use_by_engine_names_one_price_or_the_range_of_prices() {
        List<EngineUse> uses = statement("10.00", List.of(
                line("2026-03-02T10:00:00Z", "TX-1", LineKind.USE, "0.45", "9.55", "Gala", "Video", "Kling"),
                line("2026-03-02T11:00:00Z", "TX-2", LineKind.USE, "0.50", "9.05", "Gala", "Video", "Kling"),
                line("2026-03-02T12:00:00Z", "TX-3", LineKind.USE, "0.12", "8.93", "Fair", "Modify", "Nano Banana 2"))).byEngine();
        assertThat(uses).extracting(EngineUse::engine).containsExactly("Kling", "Nano Banana 2");
        assertThat(uses.get(0).lowestPrice()).isEqualByComparingTo("0.45");
        assertThat(uses.get(0).highestPrice()).isEqualByComparingTo("0.50");
        assertThat(uses.get(0).count()).isEqualTo(2);
        assertThat(uses).extracting(EngineUse::share).containsExactly(new BigDecimal("88.8"), new BigDecimal("11.2"));
    }

    @Test
    void a_price_that_does_not_divide_is_rounded_to_six_decimals() {
        StatementLine three = new StatementLine(Instant.parse("2026-03-02T10:00:00Z"), "TX-1", null, null, "SMS", "SMS", "Consume",
                "Success", new BigDecimal("3"), new BigDecimal("0.10"), new BigDecimal("-0.10"), new BigDecimal("9.90"), LineKind.USE,
                null);
        assertThat(statement("10.00", List.of(three)).byEngine().get(0).lowestPrice()).isEqualByComparingTo("0.033333");
    }

    @Test
    void use_without_an_event_is_a_group_of_its_own() {
        List<EventUse> uses = statement("10.00", List.of(
                line("2026-03-02T10:00:00Z", "TX-1", LineKind.USE, "1.00", "9.00", "Gala", "Video", "Kling"),
                line("2026-03-02T11:00:00Z", "TX-2", LineKind.USE, "3.00", "6.00", null, "Video", "Kling"))).byEvent();
        assertThat(uses).extracting(EventUse::name).containsExactly("Without an event", "Gala");
        assertThat(uses).extracting(EventUse::share).containsExactly(new BigDecimal("75.0"), new BigDecimal("25.0"));
    }
}
