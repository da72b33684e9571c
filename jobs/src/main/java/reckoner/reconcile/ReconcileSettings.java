package reckoner.reconcile;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is known of movements that may have no entry.
 *
 * @param renewals plan fees, credits; taken from the balance they are the likely cause of a gap of that amount
 * @param coupons coupon values, credits
 * @param lookAround how far from a gap a usage record or payment may lie to be its likely cause
 * @param acceptLimit credits; to accept a larger difference takes a second person
 */
@ConfigurationProperties(value = "reckoner.reconcile", ignoreUnknownFields = false)
public record ReconcileSettings(
        @DefaultValue("50.00") List<BigDecimal> renewals,
        @DefaultValue({"49.00", "100.00", "250.00"}) List<BigDecimal> coupons,
        @DefaultValue("1d") Duration lookAround,
        @DefaultValue("100.00") BigDecimal acceptLimit) {

    public ReconcileSettings {
        if (acceptLimit.signum() < 0) {
            throw new IllegalArgumentException("reckoner.reconcile.accept-limit is " + acceptLimit + "; give 0.00 or more");
        }
    }
}
