package reckoner.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void money_has_cents_and_more_only_if_it_has_more() {
        assertThat(Figures.money(new BigDecimal("1234.5"))).isEqualTo("1,234.50");
        assertThat(Figures.money(new BigDecimal("0.312500"))).isEqualTo("0.3125");
        assertThat(Figures.money(new BigDecimal("1E+6"))).isEqualTo("1,000,000.00");
        assertThat(Figures.money(new BigDecimal("0.1000"))).isEqualTo("0.10");
        assertThat(Figures.money(new BigDecimal("123"))).isEqualTo("123.00");
    }

    @Test
    void a_negative_amount_has_a_true_minus_sign_and_zero_has_none() {
        assertThat(Figures.money(new BigDecimal("-1234567.89"))).isEqualTo("\u22121,234,567.89");
        assertThat(Figures.money(new BigDecimal("-0.00"))).isEqualTo("0.00");
        assertThat(Figures.movement(new BigDecimal("49"))).isEqualTo("+49.00");
        assertThat(Figures.movement(new BigDecimal("0.00"))).isEqualTo("0.00");
    }

    @Test
    void programs_get_plain_digits() {
        assertThat(Figures.plainMoney(new BigDecimal("-1234.5"))).isEqualTo("-1234.50");
        assertThat(Figures.plainQuantity(new BigDecimal("1E+3"))).isEqualTo("1000");
        assertThat(Figures.plainQuantity(new BigDecimal("2.500"))).isEqualTo("2.5");
    }

    @Test
    void the_hour_that_occurs_twice_tells_its_offset() {
        ZoneId zurich = ZoneId.of("Europe/Zurich");
        assertThat(Figures.moment(Instant.parse("2026-10-25T00:30:00Z"), zurich)).isEqualTo("2026-10-25 02:30:00 +02:00");
        assertThat(Figures.moment(Instant.parse("2026-10-25T01:30:00Z"), zurich)).isEqualTo("2026-10-25 02:30:00 +01:00");
        assertThat(Figures.moment(Instant.parse("2026-10-25T02:30:00Z"), zurich)).isEqualTo("2026-10-25 03:30:00");
    }
}
