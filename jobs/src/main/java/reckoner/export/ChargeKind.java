package reckoner.export;

import java.util.Locale;

/** What an entry is to finance; {@code sql/export} tells which. An Add that gives back, or that a coupon made, is no purchase. */
enum ChargeKind {
    USE("Usage", "used"),
    REFUND("Usage", "given back"),
    PURCHASE("Purchase", "purchased"),
    COUPON("Credit", "coupon"),
    ADJUSTMENT("Adjustment", "adjusted"),
    EXPIRY("Adjustment", "expired");

    private final String chargeCategory;
    private final String words;

    ChargeKind(String chargeCategory, String words) {
        this.chargeCategory = chargeCategory;
        this.words = words;
    }

    static ChargeKind named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** As FOCUS has it. */
    String chargeCategory() {
        return chargeCategory;
    }

    String words() {
        return words;
    }
}
