package reckoner.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reckoner.database.LedgerRows;
import reckoner.ledger.Money;

class PriceListsTest {

    private final LedgerRows ledger = new LedgerRows();
    private final PriceLists prices = new PriceLists(ledger.database);

    @Test
    void a_plan_has_its_own_price_or_the_one_for_every_plan() {
        ledger.price("AI Draw Me", "", "0.25", "2026-01-01T00:00:00Z", null);
        ledger.price("AI Draw Me", "Pro", "0.20", "2026-01-01T00:00:00Z", null);
        ledger.price("SMS", "", "0.0345", "2026-01-01T00:00:00Z", null);

        assertThat(inForce("2026-02-01T00:00:00Z", "Pro")).containsExactly("AI Draw Me Pro 0.20", "SMS  0.0345");
        assertThat(inForce("2026-02-01T00:00:00Z", "Basic")).containsExactly("AI Draw Me  0.25", "SMS  0.0345");
        assertThat(inForce("2026-02-01T00:00:00Z", null)).containsExactly("AI Draw Me  0.25", "AI Draw Me Pro 0.20", "SMS  0.0345");
    }

    @Test
    void a_price_is_in_force_from_its_first_instant_to_before_its_last() {
        ledger.price("AI Draw Me", "", "0.25", "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z");
        ledger.price("AI Draw Me", "", "0.30", "2026-03-01T00:00:00Z", null);

        assertThat(inForce("2025-12-31T23:59:59.999999Z", null)).isEmpty();
        assertThat(inForce("2026-02-28T23:59:59.999999Z", null)).containsExactly("AI Draw Me  0.25");
        assertThat(inForce("2026-03-01T00:00:00Z", null)).containsExactly("AI Draw Me  0.30");
        assertThat(prices.history(null, "ai draw me")).extracting(p -> Money.text(p.unitPriceMicros())).containsExactly("0.25", "0.30");
    }

    private List<String> inForce(String at, @Nullable String plan) {
        return prices.inForce(Instant.parse(at), plan, null).stream()
                .map(price -> price.service() + " " + price.plan() + " " + Money.text(price.unitPriceMicros()))
                .toList();
    }
}
