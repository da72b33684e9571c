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
 * @param usageWindow how far a usage record without reference may lie from its entry
 * @param paymentWindow how far a payment without reference may lie from its entry
 * @param eventGrace how long before its start and after its end an event may still cause entries
 * @param repeatWindow how soon an equal charge after another is suspected to be the same one
 * @param acceptLimit credits; to accept a larger difference takes a second person
 */
@ConfigurationProperties(value = "reckoner.reconcile", ignoreUnknownFields = false)
public record ReconcileSettings(
        @DefaultValue("50.00") List<BigDecimal> renewals,
        @DefaultValue({"49.00", "100.00", "250.00"}) List<BigDecimal> coupons,
        @DefaultValue("1d") Duration lookAround,
        @DefaultValue("10m") Duration usageWindow,
        @DefaultValue("3d") Duration paymentWindow,
        @DefaultValue("1h") Duration eventGrace,
        @DefaultValue("60s") Duration repeatWindow,
        @DefaultValue("100.00") BigDecimal acceptLimit) {

    public ReconcileSettings {
        if (usageWindow.toSeconds() < 1 || paymentWindow.toSeconds() < 1) {
            throw new IllegalArgumentException("reckoner.reconcile: usage-window and payment-window are at least 1s");
        }
        if (acceptLimit.signum() < 0) {
            throw new IllegalArgumentException("reckoner.reconcile.accept-limit is " + acceptLimit + "; give 0.00 or more");
        }
    }
}
