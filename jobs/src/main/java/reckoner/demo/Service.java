package reckoner.demo;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What guests use, with the first unit prices in credits: per second of video, per SMS segment, otherwise per picture. */
enum Service {
    KLING("AI Image To Video (Kling)", List.of(5, 10), null, "0.0950", "0.0875", "0.0790"),
    SORA("AI Image To Video (Sora)", List.of(8, 10), null, "0.1205", "0.1125", "0.1015"),
    SEEDANCE("AI Image To Video (Seedance)", List.of(5, 8, 10), null, "0.0705", "0.0650", "0.0585"),
    NANO_BANANA("AI Modify (Nano Banana 2)", List.of(1), null, "0.1350", "0.1200", "0.0990"),
    GPT_IMAGE("AI Modify (GPT-Image 2)", List.of(1), null, "0.2125", "0.1950", "0.1675"),
    MODIFY_GROK("AI Modify (Grok Imagine)", List.of(1), null, "0.08", "0.07", "0.0625"),
    COMBINE_GROK("AI Combine (Grok Imagine)", List.of(1), "0.16", null, null, "0.1405"),
    DRAW_ME("AI Draw Me", List.of(1), null, "0.25", "0.22", "0.18"),
    BACKGROUND("Background removal", List.of(1), "0.05", null, null, null),
    FACE_SWITCH("Face switch", List.of(1), "0.10", null, null, "0.0850"),
    SMS("SMS", List.of(1, 2, 3), "0.0125", null, null, null),
    EDITORIAL("Editorial AI", List.of(1), null, "1.50", "1.25", "0.995");

    /** A service that the price list never has. */
    static final String UNKNOWN = "AI Modify (Flux Next)";

    final String label;
    final List<Integer> quantities;
    /** The price for every plan that has none of its own. */
    final @Nullable BigDecimal everyPlan;
    final Map<Plan, BigDecimal> ofPlan = new EnumMap<>(Plan.class);

    Service(String label, List<Integer> quantities, @Nullable String everyPlan, @Nullable String payg, @Nullable String basic,
            @Nullable String pro) {
        this.label = label;
        this.quantities = quantities;
        this.everyPlan = everyPlan == null ? null : new BigDecimal(everyPlan);
        put(Plan.PAYG, payg);
        put(Plan.BASIC, basic);
        put(Plan.PRO, pro);
    }

    private void put(Plan plan, @Nullable String price) {
        if (price != null) {
            ofPlan.put(plan, new BigDecimal(price));
        }
    }

    boolean isVideo() {
        return this == KLING || this == SORA || this == SEEDANCE;
    }
}
