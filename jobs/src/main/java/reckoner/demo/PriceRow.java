package reckoner.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the price list: in force from {@code from} until just before {@code to}; no plan means every plan. */
record PriceRow(Service service, @Nullable Plan plan, BigDecimal unitPrice, Instant from, @Nullable Instant to) {

    boolean inForce(Instant at) {
        return !at.isBefore(from) && (to == null || at.isBefore(to));
    }

    boolean covers(Plan other) {
        return plan == null || plan == other;
    }

    /** Charges are to the cent, a half cent up: the rule of the price page. */
    BigDecimal amount(int quantity) {
        return unitPrice.multiply(BigDecimal.valueOf(quantity)).setScale(2, RoundingMode.HALF_UP);
    }

    PriceRow until(Instant end) {
        return new PriceRow(service, plan, unitPrice, from, end);
    }

    PriceRow then(int percent, Instant start) {
        BigDecimal price = unitPrice.multiply(BigDecimal.valueOf(percent)).movePointLeft(2).setScale(4, RoundingMode.HALF_UP);
        return new PriceRow(service, plan, price, start, null);
    }
}
